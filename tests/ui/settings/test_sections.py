"""Rates, own words, the guide, and the backups."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt

from app.desk.ports.store import BackupInfo, DatabaseHealth
from app.desk.settings import Page
from app.domain.errors import EnvironmentFailureError
from app.domain.worklog import SHIPPED_RATES, PeriodLock, Track
from app.ui.settings.rates import parse_amount

DAY_MS = 86_400_000


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("25.75", "25.75"),
        (" $33 ", "33.00"),
        ("27,5", "27.50"),
        ("-1", None),
        ("a lot", None),
        ("1.005", None),
        ("", None),
        ("NaN", None),
        ("1e9", None),
    ],
)
def test_amounts_as_people_type_them(typed, amount):
    assert parse_amount(typed) == (None if amount is None else Decimal(amount))


def rates(settings):
    return settings.harness.store.read(lambda unit: unit.worklog.rates())


def test_a_new_rate_holds_from_its_day(settings, qtbot):
    settings.open(Page.HOURS)
    editor = settings.presenter.rates
    editor.day.setDate(QDate(2026, 12, 1))
    qtbot.keyClicks(editor.amount, "27.50")
    qtbot.keyClick(editor.amount, Qt.Key.Key_Return)
    (new,) = [rate for rate in rates(settings) if rate.valid_from == date(2026, 12, 1)]
    assert (new.track, new.amount) == (Track.CAPTIONER, Decimal("27.50"))
    assert len(rates(settings)) == len(SHIPPED_RATES) + 1
    assert editor.amount.text() == ""


def test_what_is_no_amount_is_said(settings, qtbot):
    settings.open(Page.HOURS)
    editor = settings.presenter.rates
    qtbot.keyClicks(editor.amount, "much")
    editor.add.click()
    assert editor.amount.problem == "Type an amount like 25.75."
    assert tuple(rates(settings)) == SHIPPED_RATES


def test_a_rate_of_an_invoiced_day_stays_and_the_page_says_why(settings, qtbot):
    now = settings.harness.clock.utc_ms()
    lock = PeriodLock(
        id="l1", start_ms=now - 9 * DAY_MS, end_ms=now - 2 * DAY_MS, invoice_number="7", at_ms=now
    )
    settings.harness.store.write(lambda unit: unit.worklog.add_lock(lock))
    settings.open(Page.HOURS)
    editor = settings.presenter.rates
    editor.day.setDate(QDate(2026, 11, 18))
    qtbot.keyClicks(editor.amount, "99")
    editor.add.click()
    assert "invoice 7" in editor._problem.text()
    assert tuple(rates(settings)) == SHIPPED_RATES


def test_own_words_are_added_and_removed_by_keys(settings, qtbot):
    settings.open(Page.LANGUAGE)
    editor = settings.presenter.dictionary
    qtbot.keyClicks(editor.word, "two words")
    qtbot.keyClick(editor.word, Qt.Key.Key_Return)
    assert editor.word.problem == "Type one word."
    editor.word.clear()
    qtbot.keyClicks(editor.word, "sou'wester")
    qtbot.keyClick(editor.word, Qt.Key.Key_Return)
    assert editor.model.stringList() == ["sou'wester"]
    editor.list.setCurrentIndex(editor.model.index(0))
    qtbot.keyClick(editor.list, Qt.Key.Key_Delete)
    assert settings.harness.store.read(lambda unit: unit.dictionary.words()) == frozenset()
    assert editor.remove.reason


def test_the_guide_is_chosen_and_reloaded(settings):
    settings.open(Page.LANGUAGE)
    box = settings.presenter.guide
    assert settings.presenter.guide_id() == "base-narrative"
    box.setCurrentIndex(box.findData("ad-strict"))
    box.activated.emit(box.currentIndex())
    assert settings.host.changes == [("language.guide", "ad-strict")]
    settings.presenter.reload.click()
    assert settings.presenter.reload.text() == "Reading it"
    settings.host.reloads[0]()
    assert settings.presenter.reload.text() == "Reload"


@pytest.fixture
def data(settings, monkeypatch):
    """The page of the data, on a store with one backup."""
    store = settings.harness.store
    made = [
        BackupInfo(
            path=Path("/data/of/mine/backups/daily.db"),
            at_ms=settings.harness.clock.utc_ms(),
            kind="daily",
            size=340_000,
            clips=12,
        )
    ]

    def back_up(kind: str) -> BackupInfo:
        one = BackupInfo(
            path=Path("/data/of/mine/backups/asked.db"),
            at_ms=settings.harness.clock.utc_ms(),
            kind=kind,
            size=28_000_000,
            clips=12,
        )
        made.insert(0, one)
        return one

    monkeypatch.setattr(store, "backups", lambda: made)
    monkeypatch.setattr(store, "backup", back_up)
    settings.open(Page.DATA)
    return settings


def test_backups_are_listed_and_made(data):
    backups = data.presenter.backups
    assert backups.model.rowCount() == 1
    assert "12 clips  ·  340 kB" in backups.model.item(0).text()
    backups.now.click()
    assert backups.model.rowCount() == 2
    assert "asked for" in backups.model.item(0).text()
    assert backups._said.text().startswith("Backed up and checked at ")


@pytest.mark.parametrize(
    ("problems", "words"),
    [((), "is sound"), (("row 3 missing from index",), "Damaged: row 3 missing")],
)
def test_the_database_is_checked(data, monkeypatch, problems, words):
    health = DatabaseHealth(
        path=Path("/data/of/mine/scenewright.db"),
        schema="0001",
        problems=problems,
        on_network=False,
        size=1,
    )
    monkeypatch.setattr(data.harness.store, "check", lambda: health)
    data.presenter.backups.check.click()
    assert words in data.presenter.backups._said.text()


def test_a_backup_that_fails_is_said(data, monkeypatch):
    def fail(_kind: str):
        raise EnvironmentFailureError("store.disk-full")

    monkeypatch.setattr(data.harness.store, "backup", fail)
    data.presenter.backups.now.click()
    assert data.room.bars.current.sentence == "The disk is full."
    assert data.presenter.backups._said.text() == ""


def test_bringing_a_backup_back_asks_first(data, qtbot):
    backups = data.presenter.backups
    assert backups.restore.reason == "Choose a backup first."
    backups.list.setCurrentIndex(backups.model.index(0, 0))
    dialog = data.presenter.ask_restore(backups.current)
    assert dialog.safe.isDefault()
    dialog.reject()
    assert data.host.restored == []
    dialog = data.presenter.ask_restore(backups.current)
    qtbot.keyClick(dialog.go_on, Qt.Key.Key_Return)
    assert data.host.restored == [Path("/data/of/mine/backups/daily.db")]
