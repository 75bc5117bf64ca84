"""The command line: its words and arguments, and which parts each sub-command is given."""
