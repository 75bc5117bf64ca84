"""Guide packs: a style guide as data, read, checked, merged and stamped."""
