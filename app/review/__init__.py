"""Empty still: holds the place of tracked changes, scoring and calibration in the layers."""
