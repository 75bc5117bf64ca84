"""Joins the settings room to the desk: every change acts at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from app.desk import hours
from app.desk.keymap import Keymap
from app.desk.lanes import Lane
from app.desk.ports.store import BackupInfo, DatabaseHealth, UnitOfWork
from app.desk.runtime import Desk
from app.desk.settings import Page, Settings, Value
from app.domain.worklog import Rate
from app.ui.common.bars import BarContent, Gravity
from app.ui.common.buttons import Button
from app.ui.common.fields import Choice
from app.ui.common.theme import scaled
from app.ui.common.words.errors import error_words
from app.ui.common.words.formats import clock, long_day, moment
from app.ui.dialogs import Question
from app.ui.settings.backups import BackupList, DataPlace
from app.ui.settings.capture import KeyDialog
from app.ui.settings.dictionary import DictionaryEditor
from app.ui.settings.keys_page import KeysTable
from app.ui.settings.page import SettingsPage
from app.ui.settings.rates import RatesEditor
from app.ui.settings.room import SettingsRoom
from app.ui.settings.words import SETTINGS

GUIDE = "language.guide"
OVERRIDES = "keys.overrides"
ASKED = "asked"
_PROBLEM = "problem"


class SettingsHost(Protocol):
    """What the settings ask of the window around them."""

    @property
    def desk(self) -> Desk:
        """Runs use cases."""
        ...

    @property
    def settings(self) -> Settings:
        """All settings."""
        ...

    @property
    def keymap(self) -> Keymap:
        """The keys in force."""
        ...

    @property
    def data_folder(self) -> Path:
        """Where the work lies."""
        ...

    def set_setting(self, key: str, value: Value) -> None:
        """Change a setting."""
        ...

    def find_guides(self) -> Sequence[str]:
        """Give the ids of all guides. READER."""
        ...

    def reload_guide(self, done: Callable[[], None]) -> None:
        """Read the guide again."""
        ...

    def learn_word(self, word: str) -> None:
        """Add a word to the dictionary."""
        ...

    def forget_word(self, word: str) -> None:
        """Remove a word from the dictionary."""
        ...

    def restore_backup(self, backup: Path) -> None:
        """Put a backup in the place of the work of now, which is set aside."""
        ...


class SettingsPresenter:
    """Runs the settings room. MAIN."""

    def __init__(self, host: SettingsHost) -> None:
        self._host = host
        self.room = SettingsRoom()
        self.pages: dict[Page, SettingsPage] = {}
        self.keys: KeysTable | None = None
        self.rates: RatesEditor | None = None
        self.dictionary: DictionaryEditor | None = None
        self.backups: BackupList | None = None
        self.guide: Choice | None = None
        self.reload: Button | None = None
        self._make: dict[Page, Callable[[SettingsPage], None]] = {
            Page.HOURS: self._add_rates,
            Page.KEYS: self._add_keys,
            Page.LANGUAGE: self._add_language,
            Page.DATA: self._add_data,
        }
        self.room.page_wanted.connect(lambda page: self.show_page(Page(page)))
        self.room.bars.pressed.connect(lambda bar, _key: self.room.bars.remove(bar))

    def entered(self) -> None:
        """The room is shown: the keys go to the list of pages."""
        page = Page(self.room.page or Page.LOOK.value)
        self.room.choose(page.value)
        self.show_page(page)
        self.room.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, page: Page) -> None:
        """Show a page; it is made when it is first shown."""
        if not self.room.has_page(page.value):
            self.pages[page] = self._made(page)
            self.room.add_page(page.value, self.pages[page])
        self.room.show_page(page.value)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now on the page that is shown."""
        page = Page(self.room.page)
        self.pages[page].show_settings(self._host.settings)
        desk = self._host.desk
        if page is Page.KEYS and self.keys is not None:
            self.keys.set_keymap(self._host.keymap)
        elif page is Page.HOURS:
            desk.read(lambda unit: unit.worklog.rates(), self._show_rates, self.show_problem)
        elif page is Page.LANGUAGE:
            desk.read(lambda unit: unit.dictionary.words(), self._show_words, self.show_problem)
            desk.lanes.run(
                Lane.READER, self._host.find_guides, self._show_guides, self.show_problem
            )
        elif page is Page.DATA:
            desk.maintain(
                lambda store: tuple(store.backups()), self._show_backups, self.show_problem
            )

    def show_problem(self, error: Exception) -> None:
        """Say what could not be done."""
        problem = error_words(error)
        self.room.bars.show_bar(
            BarContent(
                id=_PROBLEM,
                gravity=Gravity.WEAK,
                sentence=problem.sentence,
                detail=problem.detail,
                buttons=(("close", "Close"),),
            )
        )

    # -- keys

    def change_key(self, action_id: str) -> QDialog:
        """Ask for the key of an action."""
        dialog = KeyDialog(self._host.keymap, action_id, self.room.window())
        dialog.accepted.connect(lambda: self._keep_keys(dialog.changed()))
        dialog.open()
        return dialog

    def reset_key(self, action_id: str) -> None:
        """Give an action its usual keys again, or all of them."""
        keymap = self._host.keymap
        usual = keymap.reset(action_id) if action_id else Keymap(preset=keymap.preset)
        self._keep_keys(usual)

    # -- data

    def back_up(self) -> None:
        """Make a backup now."""
        if self.backups is None:
            return
        self.backups.say("Making a backup.")

        def done(made: BackupInfo) -> None:
            self._say_data(f"Backed up and checked at {clock(moment(made.at_ms))}.")
            self.refresh()

        self._host.desk.maintain(lambda store: store.backup(ASKED), done, self._data_problem)

    def check(self) -> None:
        """Check the database."""
        self._say_data("Checking.")

        def done(health: DatabaseHealth) -> None:
            if health.problems:
                self._say_data(
                    f"Damaged: {'; '.join(health.problems)}. Bring a backup back.", "bad"
                )
            else:
                where = " It lies on a network drive, which is risky." if health.on_network else ""
                self._say_data(f"The file of your work is sound.{where}")

        self._host.desk.maintain(lambda store: store.check(), done, self._data_problem)

    def ask_restore(self, backup: BackupInfo) -> QDialog:
        """Ask before a backup takes the place of the work of now."""
        taken = moment(backup.at_ms)
        when = f"{long_day(taken.date())}, {clock(taken)}"
        dialog = Question(
            self.room.window(), f"Bring back the work of {when}?", "Go back", "Bring it back"
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.say("What was written and counted since then will not be in the window.", "ink2")
        dialog.say("Nothing is deleted: the file of now is set aside in the same folder.", "ink2")
        dialog.safe.setDefault(True)
        dialog.accepted.connect(lambda: self._host.restore_backup(backup.path))
        dialog.open()
        return dialog

    # -- inside

    def _made(self, page: Page) -> SettingsPage:
        without = frozenset({GUIDE}) if page is Page.LANGUAGE else frozenset[str]()
        made = SettingsPage(page, self._change, without=without)
        add = self._make.get(page)
        if add is not None:
            add(made)
        if page is not Page.KEYS:
            made.finish()
        return made

    def _change(self, key: str, value: Value) -> None:
        if key == "writing.font" and not value:
            return
        self._host.set_setting(key, value)
        if key.startswith("keys.") and self.keys is not None:
            self.keys.set_keymap(self._host.keymap)

    def _add_rates(self, page: SettingsPage) -> None:
        page.add_section(
            "Rates",
            "What an hour pays, by the day it was worked on. Days on an invoice stay as they are.",
        )
        today = moment(self._host.desk.clock.utc_ms()).date()
        self.rates = RatesEditor(today)
        self.rates.changed.connect(self._set_rates)
        page.column.addWidget(self.rates)

    def _show_rates(self, rates: Sequence[Rate]) -> None:
        if self.rates is not None:
            self.rates.show_rates(rates)

    def _set_rates(self, rates: tuple[Rate, ...]) -> None:
        def store(unit: UnitOfWork) -> Sequence[Rate]:
            hours.set_rates(unit.worklog, rates)
            return unit.worklog.rates()

        def fail(error: Exception) -> None:
            if self.rates is not None:
                self.rates.say(error_words(error).words)

        self._host.desk.run(store, self._show_rates, fail)

    def _add_keys(self, page: SettingsPage) -> None:
        self.keys = KeysTable()
        self.keys.change_asked.connect(self.change_key)
        self.keys.reset_asked.connect(self.reset_key)
        page.column.addWidget(self.keys, 1)

    def _keep_keys(self, keymap: Keymap) -> None:
        own = {action: list(keys) for action, keys in keymap.own.items()}
        self._change(OVERRIDES, json.dumps(own))

    def _add_language(self, page: SettingsPage) -> None:
        said = SETTINGS[GUIDE]
        row = QWidget()
        self.guide = Choice(said.name)
        self.guide.setFixedWidth(scaled(200))
        self.guide.activated.connect(lambda _at: self._change(GUIDE, self.guide_id()))
        self.reload = Button("Reload", icon_name="refresh-cw")
        self.reload.set_help("Read the guide again after its files were changed.")
        self.reload.clicked.connect(self._reload_guide)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.guide)
        line.addWidget(self.reload)
        page.add_row(said.name, said.help, row)
        page.add_section("Your own words", "No checker underlines them.")
        self.dictionary = DictionaryEditor()
        self.dictionary.added.connect(self._learn)
        self.dictionary.removed.connect(self._forget)
        page.column.addWidget(self.dictionary)

    def guide_id(self) -> str:
        """Give the id of the guide that is chosen in the list."""
        return str(self.guide.currentData()) if self.guide is not None else ""

    def _show_guides(self, guides: Sequence[str]) -> None:
        if self.guide is None:
            return
        now = self._host.settings.text(GUIDE)
        self.guide.clear()
        for guide in sorted({*guides, now}):
            self.guide.addItem(guide.replace("-", " ").capitalize(), guide)
        self.guide.setCurrentIndex(self.guide.findData(now))

    def _reload_guide(self) -> None:
        if self.reload is not None:
            self.reload.set_words("Reading it")
            self._host.reload_guide(lambda: self.reload and self.reload.set_words("Reload"))

    def _show_words(self, words: frozenset[str]) -> None:
        if self.dictionary is not None:
            self.dictionary.show_words(words)

    def _learn(self, word: str) -> None:
        self._host.learn_word(word)
        self.refresh()

    def _forget(self, word: str) -> None:
        self._host.forget_word(word)
        self.refresh()

    def _add_data(self, page: SettingsPage) -> None:
        place = DataPlace(self._host.data_folder)
        place.open_asked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._host.data_folder)))
        )
        page.add_row("Your work lies in", "One file, on this machine only.", place)
        page.add_section(
            "Backups", "Checked copies: 7 of days, 4 of weeks, 12 of months. They lie beside it."
        )
        self.backups = BackupList()
        self.backups.backup_asked.connect(self.back_up)
        self.backups.check_asked.connect(self.check)
        self.backups.restore_asked.connect(self.ask_restore)
        page.column.addWidget(self.backups)

    def _show_backups(self, backups: Sequence[BackupInfo]) -> None:
        if self.backups is not None:
            self.backups.show_backups(backups)

    def _say_data(self, sentence: str, color: str = "ink2") -> None:
        if self.backups is not None:
            self.backups.say(sentence, color)

    def _data_problem(self, error: Exception) -> None:
        self._say_data("")
        self.show_problem(error)
