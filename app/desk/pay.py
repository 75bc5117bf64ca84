"""How work is paid and rounded, from the settings and the rates that are stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.desk.settings import Settings
from app.domain.timesheet import Rounding, RoundingScope
from app.domain.worklog import HOUR_MS, Activity, Rate
from app.timekeeping.pay import SHIPPED_PAID, PaySettings

WEEK_STARTS: Final = {"monday": 0, "saturday": 5, "sunday": 6}
"""The first day of the week by its name in the settings; Monday is 0."""


def pay_settings(settings: Settings, rates: Sequence[Rate]) -> tuple[PaySettings, Rounding]:
    """Give what the reports of the hours need of the settings."""
    paid = SHIPPED_PAID
    if settings.switch("hours.pay_calibration"):
        paid = paid | {Activity.CALIBRATE}
    rule = settings.text("hours.rounding")
    return (
        PaySettings(
            rates=tuple(rates),
            paid=paid,
            weekly_target_ms=settings.whole("hours.weekly_target") * HOUR_MS,
            week_start=WEEK_STARTS[settings.text("hours.week_start")],
        ),
        Rounding(
            minutes=0 if rule == "none" else int(rule),
            scope=RoundingScope(settings.text("hours.rounding_per")),
        ),
    )
