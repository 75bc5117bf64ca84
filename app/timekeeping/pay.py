"""Pay: which rate holds on a day, what is paid, and how reported time is rounded.

Money is Decimal from end to end; time is whole milliseconds. Rounding happens in reports only.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from app.domain.worklog import HOUR_MS, MINUTE_MS, SHIPPED_RATES, Activity, Rate, Track

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# ISO 4217 currencies without the usual two digits, as far as they are likely here.
_MINOR_DIGITS = {"CLP": 0, "ISK": 0, "JPY": 0, "KRW": 0, "VND": 0, "BHD": 3, "KWD": 3, "TND": 3}

PAYABLE = frozenset(Activity) - {Activity.TRAINING}
"""What a person may declare as paid; training never is."""

SHIPPED_PAID = PAYABLE - {Activity.CALIBRATE}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaySettings:
    """How work is paid: rates, paid activities, weekly target, first day of the week (Monday 0)."""

    rates: tuple[Rate, ...] = SHIPPED_RATES
    paid: frozenset[Activity] = SHIPPED_PAID
    weekly_target_ms: int = 20 * HOUR_MS
    week_start: int = 0

    def is_paid(self, activity: Activity) -> bool:
        """Whether time on the activity is paid; training never is, whatever the setting says."""
        return activity in self.paid and activity in PAYABLE


class RateTable:
    """Finds the rate of a track on a local day."""

    def __init__(self, rates: Sequence[Rate]) -> None:
        """Sort the rates; of two for the same track and date the later one in ``rates`` holds."""
        self._by_track: dict[Track, list[Rate]] = {track: [] for track in Track}
        for rate in sorted(rates, key=lambda rate: rate.valid_from):
            self._by_track[rate.track].append(rate)
        fallback = rates[0].currency if rates else "USD"
        self._none = {
            track: Rate(track=track, amount=Decimal(0), currency=fallback, valid_from=date.min)
            for track in Track
        }

    def on(self, track: Track, day: date) -> Rate:
        """The rate that holds on ``day``; a rate of 0 before the first one."""
        rates = self._by_track[track]
        index = bisect_right(rates, day, key=lambda rate: rate.valid_from)
        return rates[index - 1] if index else self._none[track]


def minor_unit(currency: str) -> Decimal:
    """The smallest amount of a currency, such as 0.01."""
    return Decimal(1).scaleb(-_MINOR_DIGITS.get(currency, 2))


def to_coins(amount: Decimal, currency: str) -> Decimal:
    """An amount in the smallest unit of its currency, the exact half up."""
    return amount.quantize(minor_unit(currency), rounding=ROUND_HALF_UP)


def share_coins(weights: Sequence[int], digits: int, currency: str) -> list[Decimal]:
    """Amounts in coins that add up to the rounded sum (largest remainder; each off by one at most).

    So the pay of a period is the same, to the cent, however its lines are grouped. In whole
    numbers: exact, and quick for the 5,000 lines of a year.

    Args:
        weights: Sums of ms times hourly rate, as many ``10 ** -digits``.
        digits: How many digits behind the point the rates have; see ``digits_of``.
        currency: ISO 4217 code.
    """
    unit = minor_unit(currency)
    coins = int(1 / unit)
    coin = HOUR_MS * 10**digits
    parts = [weight * coins for weight in weights]
    shares = [part // coin for part in parts]
    total = (2 * sum(parts) + coin) // (2 * coin)
    by_remainder = sorted(range(len(parts)), key=lambda index: -(parts[index] % coin))
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return [share * unit for share in shares]


def digits_of(amounts: Iterable[Decimal]) -> int:
    """How many digits stand behind the point, in the amount that has most of them."""
    exponents = [amount.as_tuple().exponent for amount in amounts]
    return max([0, *(-exponent for exponent in exponents if isinstance(exponent, int))])


def round_time(milliseconds: int, minutes: int) -> int:
    """A time to the nearest multiple of ``minutes``, the exact half up; 0 leaves it as it is."""
    if minutes == 0:
        return milliseconds
    unit = minutes * MINUTE_MS
    return (milliseconds + unit // 2) // unit * unit


def share_time(parts: Sequence[int], total: int) -> list[int]:
    """Share ``total`` ms in proportion to ``parts``, whole ms that add up to it exactly."""
    whole = sum(parts)
    if whole == 0 or whole == total:
        return list(parts)
    shares = [part * total // whole for part in parts]
    remainders = sorted(range(len(parts)), key=lambda i: (-(parts[i] * total % whole), i))
    for index in remainders[: total - sum(shares)]:
        shares[index] += 1
    return shares
