"""The queue room as a person uses it: with keys, pointer, and files that come and go."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.desk.harm import Harm
from app.desk.ports.player import PlayerFault
from app.desk.ports.store import Draft, Snapshot, SnapshotReason
from app.desk.queue_list import Column, Group
from app.domain.clip import Clip, ClipFacts, ClipState, SourceKind, Ternary
from app.ui.queue.model import HARM, MISSING, ROW
from app.ui.queue.table import COLUMNS


def clip(clip_id: str, tmp: Path | None = None, **fields) -> Clip:
    source = f"/clips/{clip_id}.mp4"
    if tmp is not None:
        file = tmp / f"{clip_id}.mp4"
        file.write_bytes(clip_id.encode())
        source = str(file)
    fields.setdefault("kind", SourceKind.FILE)
    return Clip(id=clip_id, title=f"{clip_id}.mp4", source=source, **fields)


@pytest.fixture
def three(queue, tmp_path):
    queue.add(
        clip("pier", tmp_path, state=ClipState.IN_PROGRESS, duration_ms=28_000),
        clip("rain", tmp_path, state=ClipState.RETURNED, duration_ms=24_000),
        clip("oven", tmp_path, state=ClipState.ACCEPTED, duration_ms=26_000),
    )
    queue.presenter.entered()
    return queue


def test_the_model_is_a_good_model(three, qtmodeltester):
    qtmodeltester.check(three.room.model, force_py=True)


def test_first_start_offers_the_sample_and_ways_to_add(queue, qtbot):
    queue.host.queue.load()
    queue.presenter.entered()
    assert queue.room.empty.isVisible()
    qtbot.mouseClick(queue.room.empty.buttons["sample"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(queue.room.empty.buttons["add_stream"], Qt.MouseButton.LeftButton)
    assert queue.host.samples == 1
    assert queue.host.done == ["add_stream"]
    assert queue.presenter.header_words() == ""


def test_rows_say_state_numbers_and_lengths(three):
    model = three.room.model
    row = [model.data(model.index(0, column)) for column in range(model.columnCount())]
    assert row[:3] == ["pier.mp4", "0:28", "In progress"]
    assert three.presenter.header_words() == "3 clips, 1 min 18 s"


def test_enter_opens_the_clip_that_the_keys_stand_on(three, qtbot):
    qtbot.keyClick(three.table, Qt.Key.Key_Down)
    qtbot.keyClick(three.table, Qt.Key.Key_Return)
    assert three.host.opened == ["rain"]
    qtbot.keyClick(three.table, Qt.Key.Key_End)
    qtbot.keyClick(three.table, Qt.Key.Key_Enter)
    assert three.host.opened == ["rain", "oven"]


def test_a_double_click_opens(three, qtbot):
    place = three.table.visualRect(three.room.model.index(2, 2)).center()
    qtbot.mouseDClick(three.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseRelease(three.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert three.host.opened == ["oven"]


def test_the_filter_shows_one_group_and_counts_all(three, qtbot):
    three.room.groups.set_value(Group.RETURNED.value)
    three.room.group_chosen.emit(Group.RETURNED.value)
    assert three.shown() == ["rain"]
    assert three.current() == "rain"
    segments = {child.text() for child in three.room.groups.children() if hasattr(child, "text")}
    assert {"All  3", "Returned  1", "Set aside  0"} <= segments


def test_search_and_the_way_back_by_keys(three, qtbot):
    three.room.focus_search()
    qtbot.keyClicks(three.room.search, "RAIN mp4")
    assert three.shown() == ["rain"]
    qtbot.keyClick(three.room.search, Qt.Key.Key_Down)
    assert three.table.hasFocus()
    assert three.room.close_topmost()
    assert len(three.shown()) == 3
    assert three.current() == "rain", "the clip that was found stays current"
    assert not three.room.close_topmost()


def test_a_search_without_a_hit_says_so(three, qtbot):
    three.room.focus_search()
    qtbot.keyClicks(three.room.search, "nothing like it")
    assert three.table.isHidden()
    assert three.current() == ""
    nothing = three.room.nothing
    assert nothing is not None
    assert nothing.isVisible()
    assert nothing.accessibleName() == "No clips match."
    assert "“nothing like it”" in nothing.accessibleDescription()
    qtbot.mouseClick(nothing.buttons["all"], Qt.MouseButton.LeftButton)
    assert three.shown() == ["pier", "rain", "oven"]
    assert three.room.search.text() == ""
    assert three.table.hasFocus()


def test_an_empty_filter_says_so_and_is_cleared_by_its_button(three, qtbot):
    three.room.groups.value_changed.emit("set_aside")
    nothing = three.room.nothing
    assert nothing is not None
    assert nothing.accessibleDescription() == "None of your clips is set aside."
    qtbot.mouseClick(nothing.buttons["all"], Qt.MouseButton.LeftButton)
    assert three.room.groups.value == "all"
    assert three.shown() == ["pier", "rain", "oven"]


def test_what_was_said_stays_while_the_rows_are_refreshed(three):
    three.presenter._on_found([three.clip("pier")])
    assert three.room.bars.current.sentence == "pier.mp4 is found again."
    three.host.queue.refresh(three.current())
    assert three.room.bars.current is not None
    three.table.set_current("oven")
    assert three.room.bars.current is None


def test_the_next_clip_is_the_next_of_what_is_listed(three):
    three.table.heading.sectionClicked.emit(COLUMNS.index(Column.LENGTH))
    assert three.shown() == ["rain", "oven", "pier"]
    assert three.host.queue.next_id("rain") == "pier"
    three.room.groups.value_changed.emit("in_progress")
    assert three.host.queue.next_id("pier") is None
    three.room.groups.value_changed.emit("returned")
    assert three.host.queue.next_id("pier") == "rain"


def test_a_heading_sorts_up_down_and_not_at_all(three):
    heading = three.table.heading
    section = COLUMNS.index(Column.LENGTH)
    heading.sectionClicked.emit(section)
    assert three.shown() == ["rain", "oven", "pier"]
    heading.sectionClicked.emit(section)
    assert three.shown() == ["pier", "oven", "rain"]
    assert '"length"' in three.host.settings.text("queue.sort")
    heading.sectionClicked.emit(section)
    assert three.shown() == ["pier", "rain", "oven"]
    assert three.host.settings.text("queue.sort") == "{}"


def test_a_changed_row_is_repainted_and_stands_where_it_belongs(three):
    three.presenter._order(three.room.model.order.pressed(Column.WORDS))
    draft = Draft(clip_id="pier", text="One two three.", words=3)
    three.harness.store.write(lambda unit: unit.drafts.append(draft, []))
    three.table.set_current("pier")
    three.host.queue.refresh("pier")
    assert three.shown()[-1] == "pier"
    assert three.current() == "pier"


def test_the_pane_beside_tells_facts_and_text(three):
    facts = ClipFacts(speech=Ternary.YES, titles_forbidden=("Harbor Light | HL",))
    changed = clip("pier", state=ClipState.IN_PROGRESS, duration_ms=28_000, fps=25.0, facts=facts)
    three.harness.store.write(lambda unit: unit.clips.save(changed))
    draft = Draft(clip_id="pier", text='She says, "Yes" [00:01.000].', words=3)
    three.harness.store.write(lambda unit: unit.drafts.append(draft, []))
    three.host.queue.refresh("pier")
    pane = three.room.preview
    assert pane._facts["Sound"][1].text() == "speech"
    assert pane._facts["Never name"][1].text() == "Harbor Light, HL"
    assert pane._facts["Length"][1].text() == "28.0 s, 25 fps"
    assert pane._text.text() == 'She says, "Yes".'


def test_a_missing_file_is_said_with_its_old_place(queue):
    queue.add(clip("gone", state=ClipState.IN_PROGRESS))
    queue.presenter.entered()
    model = queue.room.model
    assert model.data(model.index(0, 0), MISSING)
    assert model.data(model.index(0, 2)) == "File missing"
    assert not queue.room.preview.locate.isHidden()


def test_a_damaged_file_has_its_mark_its_words_and_its_tooltip(queue, tmp_path):
    path = tmp_path / "hurt.mp4"
    queue.add(clip("hurt", tmp_path))
    queue.presenter.entered()
    model, harms = queue.room.model, queue.host.harms
    cell = model.index(0, 0)
    before = queue.room.table.grab().toImage()
    assert model.data(cell, HARM) is None
    assert model.data(cell, Qt.ItemDataRole.ToolTipRole) is None
    harms.learn("hurt", str(path), Harm(spans=((24_400, 40_000),)))
    assert queue.room.table.grab().toImage() != before
    spoken = model.data(cell, Qt.ItemDataRole.AccessibleTextRole)
    assert "damaged: no picture from 0:24.4 to 0:40.0" in spoken
    tip = model.data(cell, Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("The picture of 0:24.4 to 0:40.0 is damaged. The rest plays")
    assert queue.room.preview._where.text() == tip
    harms.learn("hurt", str(path), Harm(fault=PlayerFault.DAMAGED))
    spoken = model.data(cell, Qt.ItemDataRole.AccessibleTextRole)
    assert "does not play: the file is damaged" in spoken
    harms.learn("hurt", str(path), Harm())
    assert model.data(cell, HARM) is None
    assert queue.room.table.grab().toImage() == before


def test_a_file_of_which_no_picture_can_be_made_is_marked(queue, tmp_path):
    path = tmp_path / "hurt.mp4"
    queue.add(clip("hurt", tmp_path))
    queue.presenter.entered()
    queue.presenter._on_fault("hurt", PlayerFault.CANNOT_START)
    assert queue.host.harms.of("hurt", str(path)) is None
    queue.presenter._on_fault("hurt", PlayerFault.DAMAGED)
    assert queue.host.harms.of("hurt", str(path)) == Harm(fault=PlayerFault.DAMAGED)


def test_an_accepted_clip_whose_file_is_gone_stays_accepted(queue):
    queue.add(clip("gone", state=ClipState.ACCEPTED))
    queue.presenter.entered()
    assert queue.room.model.data(queue.room.model.index(0, 2)) == "Accepted"
    assert queue.room.model.is_missing("gone")


def test_locate_is_a_link_under_the_name(queue, qtbot):
    queue.add(clip("gone", content_hash="ab"))
    queue.presenter.entered()
    index = queue.room.model.index(0, 0)
    asked = []
    queue.table.locate_asked.connect(asked.append)
    link = queue.table._delegate.locate_rect(queue.table.visualRect(index), index.data(ROW))
    qtbot.mouseClick(queue.table.viewport(), Qt.MouseButton.LeftButton, pos=link.center())
    away = link.center() + QPoint(300, 0)
    qtbot.mouseClick(queue.table.viewport(), Qt.MouseButton.LeftButton, pos=away)
    assert asked == ["gone"]


def test_only_rows_on_screen_are_looked_at(queue):
    queue.add(*(clip(f"c{number:04}") for number in range(500)))
    queue.presenter.entered()
    assert 5 < len(queue.presenter.presence.missing) < 40


@pytest.mark.parametrize("before", [(640, 480), (960, 500), (1440, 800)])
def test_the_clip_reaches_the_edge_of_the_window(three, qtbot, before):
    room = three.room
    room.resize(*before)
    room.resize(1280, 600)
    pane = room.preview
    qtbot.waitUntil(lambda: pane.mapTo(room, pane.rect().topRight()).x() == room.width() - 1)


def test_in_a_narrow_window_the_clip_lies_over_the_list_when_asked(three):
    assert three.room.preview.isVisible()
    three.room.resize(960, 468)
    assert not three.room.preview.isVisible()
    three.room.toggle_preview()
    assert three.room.preview.isVisible()
    assert three.room.preview.parent() is three.room
    assert three.room.preview.geometry().right() == 959
    assert three.room.close_topmost(), "Esc shuts it"
    assert not three.room.preview.isVisible()
    three.room.resize(1440, 828)
    assert three.room.preview.isVisible()
    assert three.room.preview.parent() is not three.room


def test_no_words_are_cut_in_a_low_pane(three):
    three.room.resize(960, 300)
    three.room.toggle_preview()
    pane = three.room.preview
    pane._show_text("One long sentence of a caption that goes on. " * 8)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    needed = pane._text.heightForWidth(pane._text.width())
    assert pane._text.height() >= needed > 100


def test_the_pane_that_was_hidden_stays_hidden(three):
    three.room.toggle_preview()
    three.room.resize(960, 468)
    three.room.resize(1440, 828)
    assert not three.room.preview.isVisible()


def menu_of(queue) -> QMenu:
    queue.table.menu_asked.emit(QPoint(10, 10))
    menu = queue.room.findChildren(QMenu)[0]
    menu.close()
    return menu


def entry(menu: QMenu, key: str):
    return next(action for action in menu.actions() if action.objectName() == key)


def test_the_menu_sorts_and_opens_by_keys_alone(three):
    menu = menu_of(three)
    entry(menu, "open").trigger()
    entry(menu, "history").trigger()
    sorting = next(action.menu() for action in menu.actions() if action.menu())
    entry(sorting, "sort:length").trigger()
    assert three.host.opened == ["pier"]
    assert three.host.histories == ["pier"]
    assert three.shown() == ["rain", "oven", "pier"]


def test_what_is_handed_over_cannot_be_set_aside_and_the_menu_says_why(three):
    three.table.set_current("oven")
    action = entry(menu_of(three), "set_aside")
    assert not action.isEnabled()
    assert "accepted" in action.text()


def test_set_aside_needs_a_reason_and_can_be_taken_back(three, qtbot):
    dialog = three.presenter.set_aside(three.host.queue.row("pier"))
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.reason.problem
    qtbot.keyClicks(dialog.reason, "No sound")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert three.clip("pier").state is ClipState.SET_ASIDE
    assert three.room.model.shown[0].set_aside_reason == "No sound"
    entry(menu_of(three), "take_up").trigger()
    assert three.clip("pier").state is ClipState.IN_PROGRESS
    told = [("pier", ClipState.SET_ASIDE), ("pier", ClipState.IN_PROGRESS)]
    assert three.host.states == told, "the caption room follows"


def test_a_clip_without_work_is_removed(three):
    three.table.set_current("rain")
    entry(menu_of(three), "remove").trigger()
    assert three.shown() == ["pier", "oven"]


def test_the_clip_that_is_open_cannot_be_removed(three):
    three.host.in_caption = "pier"
    assert not entry(menu_of(three), "remove").isEnabled()


def test_a_clip_with_work_is_kept_and_the_room_says_why(three):
    snapshot = Snapshot(
        id="s1",
        clip_id="pier",
        at_ms=1,
        reason=SnapshotReason.ASKED,
        text="One.",
        edit_number=1,
        words=1,
    )
    three.harness.store.write(lambda unit: unit.snapshots.add(snapshot))
    entry(menu_of(three), "remove").trigger()
    assert three.host.errors == ["clip.has-work"]
    assert "pier" in three.shown()


def test_files_and_folders_are_added_in_the_queue(queue, tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("b.mp4", "a.mkv", "notes.txt"):
        (tmp_path / "in" / name).write_bytes(b"x")
    single = tmp_path / "c.webm"
    single.write_bytes(b"x")
    queue.presenter.adding.paths([tmp_path / "in", single])
    assert [row.title for row in queue.room.model.shown] == ["a.mkv", "b.mp4", "c.webm"]
    assert queue.room.bars.current.sentence == "3 clips were added."
    assert queue.host.opened == []
    queue.presenter.adding.paths([single])
    assert queue.room.bars.current.sentence == "1 clip was here already."


def test_an_empty_folder_and_a_playlist_are_refused_in_words(queue, tmp_path):
    playlist = tmp_path / "list.m3u8"
    playlist.write_text("#EXTM3U", "utf-8")
    (tmp_path / "none").mkdir()
    queue.host.queue.load()
    queue.presenter.adding.paths([playlist, tmp_path / "none"])
    assert queue.host.refused == ["clip.playlist-refused", "clip.nothing-found"]
    assert queue.room.empty.isVisible()


def test_in_large_text_the_names_keep_their_room(hub, queue, qtbot):
    queue.add(clip("harbor-office-in-the-rain"))
    hub.set_text_size(200)
    queue.room.resize(960, 460)
    name = COLUMNS.index(Column.CLIP)
    qtbot.waitUntil(lambda: queue.table.columnWidth(name) >= 500)
    assert queue.table.isColumnHidden(COLUMNS.index(Column.DUE))
    assert not queue.table.isColumnHidden(COLUMNS.index(Column.STATE))
    assert queue.room.group_list.isVisible()
    assert not queue.room.groups.isVisible()
    at = queue.room.group_list.findData("submitted")
    queue.room.group_list.setCurrentIndex(at)
    queue.room.group_list.activated.emit(at)
    assert queue.shown() == []
    hub.set_text_size(100)
    queue.room.resize(1440, 828)
    assert queue.room.groups.isVisible()
    assert queue.room.groups.value == "submitted"
    queue.room.groups.set_value("new")
    queue.room.groups.value_changed.emit("new")
    qtbot.waitUntil(lambda: not queue.table.isColumnHidden(COLUMNS.index(Column.DUE)))
