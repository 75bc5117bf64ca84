"""The work clock, pay and timesheets: signals in, intervals out, no I/O."""
