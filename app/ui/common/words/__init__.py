"""The one place where codes become the words of the window."""
