"""Scenewright: a video and caption editor for narrative captioners."""

__version__ = "0.1.0"
