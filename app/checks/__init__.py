"""Text in, report out: the rubric engine. Pure; only the sub-package language is an adapter."""
