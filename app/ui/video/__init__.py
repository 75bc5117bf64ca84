"""The video room of the window."""
