"""The guide room of the window."""
