"""The rubric sidebar: facts of the clip, criteria with their states, the finding at hand."""
