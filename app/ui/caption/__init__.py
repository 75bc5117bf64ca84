"""The caption room of the window."""
