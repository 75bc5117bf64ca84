"""The hours room of the window."""
