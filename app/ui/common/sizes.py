"""Paddings, heights and corners in logical pixels at a text size of 100 %.

Painters and layouts pass them through `theme.scaled`, so that rows grow with the text.
"""

from __future__ import annotations

PANE_PADDING = 16
STRIP_PADDING = 12

HEADER = 44
HEADING = 48
HEADING_LOW = 44
TRANSPORT = 44
STATUS = 28
BUTTON = 28
BUTTON_ROOMY = 32
FIELD = 30
PILL = 24
CHIP = 20
CHIP_HIT = 24
DIALOGUE_ROW = 32
CRITERION_ROW = 24
CRITERION_ROW_LOW = 23
TABLE_ROW = 34
QUEUE_ROW = 62
INTERVAL_ROW = 38
FINDING_CARD = 152
RAIL = 44
TARGET = 24

CORNER_CHIP = 4
CORNER_BUTTON = 6
CORNER_DROP = 8

ICON = 16
ICON_SMALL = 14
ICON_BAR = 18
ICON_EMPTY = 36
MARK = 16

BUTTON_GAP = 8
BAR_EDGE = 4
RING_WIDTH = 2
RING_GAP = 2

MOTION_MS = 120
"""Length of every movement the window is allowed, in ms."""
