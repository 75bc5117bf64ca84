"""The rubric room of the window."""
