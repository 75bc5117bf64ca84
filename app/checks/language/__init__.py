"""Adapter: Harper and LanguageTool behind the desk's language port."""
