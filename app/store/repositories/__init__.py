"""The repositories of the unit of work, split by topic."""
