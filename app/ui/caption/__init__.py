"""The caption room: the editor with its chips, find, earlier texts, and what a sentence gives."""
