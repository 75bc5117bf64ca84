"""What makes watching comfortable: other windows, brightness, a pedal, captions, saved frames."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog

from app.desk.keymap import Keymap
from app.desk.lanes import Lane
from app.desk.playback import PlaybackDesk
from app.domain.clip import Clip, SourceKind
from app.domain.errors import RefusedError
from app.domain.timecode import format_time
from app.ui.common.bars import BarContent, Gravity
from app.ui.video.column import PlayerPane
from app.ui.video.pedal import HoldToPlay
from app.ui.video.picture import PictureView

# These are made when they are first asked for: the first paint waits for none of them.
if TYPE_CHECKING:
    from app.desk.reference import ReferenceDesk
    from app.exchange.captions_in import Cue
    from app.ui.video.own_window import FullPicture, PictureWindow
    from app.ui.window_controller import WindowController

BRIGHTER_BY = 20
CLOSER_BY = 1.5
SETTLED_MS = 400
SAVED = "frame-saved"


def frame_name(title: str, at_ms: int) -> str:
    """A file name with the frame's time: `pier 00-18.640.png`; no sign that a system refuses."""
    safe = "".join("-" if char in '<>:"/\\|?*' or char < " " else char for char in title)
    stem = Path(safe).stem.strip(" .")
    return f"{stem or 'frame'} {format_time(at_ms).replace(':', '-')}.png"


class VideoComfort(QObject):
    """Does the actions around the picture. MAIN."""

    def __init__(self, controller: WindowController) -> None:
        super().__init__(controller)
        self._controller = controller
        self._keymap = Keymap()
        self._own: PictureWindow | None = None
        self._full: FullPicture | None = None
        self._reference: ReferenceDesk | None = None
        self._folder = ""
        self._pedal = HoldToPlay(self)
        self._pedal.pressed.connect(lambda: self._playback.play())
        self._pedal.released.connect(lambda: self._playback.pause())
        window = controller.window
        window.when_painted(lambda: self._pedal.watch(window))
        window.close_asked.connect(self.close)
        controller.presenter.clip_shown.connect(self._show_clip)
        self._player.reference.closed.connect(lambda: self._made_reference().clear())

    def actions(self) -> dict[str, Callable[[], object]]:
        """Give what the keys do."""
        return {
            "full_screen": self.toggle_full,
            "own_window": self.toggle_own,
            "brighter": self._brighten,
            "darker": lambda: self._set_brightness(0),
            "picture_closer": lambda: self._set_zoom(self._player.picture.zoom * CLOSER_BY),
            "picture_whole": lambda: self._set_zoom(1.0),
            "save_frame": self.save_frame,
            "open_captions": self.open_captions,
            # From a menu there is no key to let go.
            "hold_to_play": self._playback.toggle,
        }

    def set_keys(self, keymap: Keymap) -> None:
        """Use the person's own keys."""
        self._keymap = keymap
        self._pedal.set_keys(keymap)
        if self._own is not None:
            self._own.set_keys(keymap)

    def close_topmost(self) -> bool:
        """Leave the full screen; gives whether it was filled."""
        if self._full is None or not self._full.is_open:
            return False
        self.toggle_full()
        return True

    def close(self) -> None:
        """Close the second window with the first."""
        if self._own is not None:
            self._own.close()

    # -- the picture elsewhere

    def toggle_own(self) -> None:
        """Give the picture a window of its own, or close it."""
        if self._own is not None and self._own.isVisible():
            self._own.close()
            return
        own = self._made_own()
        self._player.add_mirror(own.picture)
        screens = own.screen().virtualSiblings()
        here = self._controller.window.screen()
        other = next((screen for screen in screens if screen is not here), None)
        if other is not None:
            own.setGeometry(other.availableGeometry())
        own.show_above(self._controller.window)
        self._sharpen_soon(own.picture)

    def _give_keys_back(self) -> None:
        """The keys stay with the text."""
        self._controller.window.activateWindow()
        self._controller.presenter.focus_text()

    def toggle_full(self) -> None:
        """Fill the screen with the picture, the editor over it, or go back."""
        full = self._made_full()
        if full.is_open:
            full.shut()
            self._player.remove_mirror(full.picture)
            self._fit_caption()
            return
        if self._controller.rooms.current != "caption":
            return
        state = self._playback.state
        full.seek_line.set_duration(state.info.duration_ms if state.info else 0)
        full.set_place(self._playback.playhead_ms())
        self._player.add_mirror(full.picture)
        full.open(self._controller.window.caption_room.caption)
        self._fit_caption()
        self._sharpen_soon(full.picture)

    def _sharpen_soon(self, view: PictureView) -> None:
        """Wait until the window manager has given the view its size."""
        QTimer.singleShot(SETTLED_MS, self, lambda: self._sharpen(view))

    def _sharpen(self, view: PictureView) -> None:
        """Load the clip anew when a view is larger than the frames that are decoded.

        The player picks the size of its frames at loading; while it plays, nothing is disturbed.
        """
        info, frame = self._playback.state.info, self._playback.player.frame()
        if info is None or frame is None or info.is_stream or self._playback.playing:
            return
        wanted = round(view.picture_rect().width() * view.devicePixelRatioF())
        if frame.width < min(wanted, info.display_width):
            captioning = self._controller.captioning
            ratio = view.devicePixelRatioF()
            captioning.set_view_size(round(view.width() * ratio), round(view.height() * ratio))
            captioning.reload_media()

    def _fit_caption(self) -> None:
        """Over the picture the editor takes as little room as in a small window."""
        room = self._controller.window.caption_room
        narrow, low = room.caption_shape
        full = self._full is not None and self._full.is_open
        room.caption.set_compact(narrow=narrow or full, low=low or full)

    # -- dark scenes

    def _brighten(self) -> None:
        now = self._player.picture.brightness
        self._set_brightness(0 if now >= 100 else now + BRIGHTER_BY)

    def _set_brightness(self, percent: int) -> None:
        for view in self._player.views:
            view.set_brightness(percent)

    def _set_zoom(self, zoom: float) -> None:
        for view in self._player.views:
            view.set_zoom(zoom)

    # -- saving a frame

    def save_frame(self) -> None:
        """Pause, and ask where the frame on screen is to be kept."""
        clip = self._controller.captioning.clip
        if clip is None:
            return
        self._playback.pause()
        image = self._player.picture.grab_frame()
        if image is None:
            return
        pictures = QStandardPaths.StandardLocation.PicturesLocation
        folder = self._folder or QStandardPaths.writableLocation(pictures)
        name = frame_name(clip.title, self._playback.playhead_ms())
        dialog = QFileDialog(self._controller.window, "Save the picture", folder, "PNG (*.png)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self.write_frame(image, path))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_frame(self, image: QImage, path: str) -> None:
        """Write a frame on the READER lane and say where it lies."""
        self._folder = str(Path(path).parent)

        def write() -> None:
            if not QImageWriter(path, QByteArray(b"png")).write(image):
                raise RefusedError("frame.not-written", name=Path(path).name)

        self._controller.desk.lanes.run(
            Lane.READER, write, lambda _none: self._say_saved(path), self._controller.show_error
        )

    def _say_saved(self, path: str) -> None:
        bars = self._controller.window.bars
        bars.show_bar(
            BarContent(
                id=SAVED,
                gravity=Gravity.INFO,
                sentence=f"Saved {Path(path).name}.",
                detail=f"It is in {Path(path).parent}.",
                buttons=(("close", "Close"),),
            )
        )

    # -- captions for reference

    def open_captions(self) -> None:
        """Let the person choose a file of captions."""
        clip = self._controller.captioning.clip
        start = str(Path(clip.source).parent) if clip is not None and clip.source else ""
        dialog = QFileDialog(
            self._controller.window, "Captions for reference", start, "Captions (*.srt *.vtt)"
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._made_reference().load(path))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_clip(self, clip: Clip) -> None:
        """Another clip: captions beside it are shown, the view is plain again."""
        self._set_brightness(0)
        self._set_zoom(1.0)
        source = clip.source if clip.kind is SourceKind.FILE else ""
        self._made_reference().open_clip(source)

    def _show_cues(self, name: str, cues: tuple[Cue, ...]) -> None:
        self._player.reference.set_cues(cues, name)
        self._player.reference.set_place(self._playback.playhead_ms())

    # -- inside

    @property
    def _player(self) -> PlayerPane:
        return self._controller.window.caption_room.video.player

    @property
    def _playback(self) -> PlaybackDesk:
        return self._controller.desks.playback

    def _made_own(self) -> PictureWindow:
        if self._own is None:
            from app.ui.video.own_window import PictureWindow

            own = self._own = PictureWindow()
            own.set_keys(self._keymap)
            own.asked.connect(self._controller.act)
            own.in_front.connect(self._give_keys_back, Qt.ConnectionType.QueuedConnection)
            own.closed.connect(lambda: self._player.remove_mirror(own.picture))
            own.picture.resized.connect(self._controller.captioning.set_view_size)
            self._pedal.watch(own)
        return self._own

    def _made_full(self) -> FullPicture:
        if self._full is None:
            from app.ui.video.own_window import FullPicture

            full = self._full = FullPicture(self._controller.window)
            full.asked.connect(self._controller.act)
            full.sought.connect(self._playback.seek)
            self._player.placed.connect(full.set_place)
            room = self._controller.window.caption_room
            room.layout_changed.connect(lambda *_: self._fit_caption())
        return self._full

    def _made_reference(self) -> ReferenceDesk:
        if self._reference is None:
            from app.desk.reference import ReferenceDesk

            self._reference = ReferenceDesk(
                self._controller.desk.lanes,
                on_cues=self._show_cues,
                on_error=self._controller.show_error,
            )
        return self._reference
