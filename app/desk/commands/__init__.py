"""What each command-line sub-command does, free of argument parsing."""
