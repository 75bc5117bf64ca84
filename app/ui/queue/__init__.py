"""The queue room of the window."""
