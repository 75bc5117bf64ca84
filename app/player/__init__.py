"""Adapter: libVLC and PyAV in child processes. No Qt."""
