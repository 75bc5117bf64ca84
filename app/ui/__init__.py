"""Adapter: the window. The only package that imports PySide6."""
