"""The calibration room of the window."""
