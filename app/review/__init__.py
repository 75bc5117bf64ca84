"""Change tracking, comments, scoring, agreement and calibration tests."""
