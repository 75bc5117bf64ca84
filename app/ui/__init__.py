"""Adapter: the window. The only package that imports PySide6."""

import builtins

import PySide6.QtCore  # noqa: F401 - must be there before its hook can be taken out

# PySide6 reads the source of every module imported after it, in search of its optional
# snake_case feature, which nothing here uses: a tenth of the start, and more of the database's.
# Python's own import lies beside the hook.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
