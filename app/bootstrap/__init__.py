"""The composition root: the only place that names concrete adapters.

Heavy adapters are imported inside the functions that need them, so that the window is painted
before SQLAlchemy, libVLC or a language checker is loaded.
"""
