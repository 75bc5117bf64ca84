"""The guide room: sections with their rules and examples, and how well the rules do."""
