"""What the video room says."""

from __future__ import annotations

from typing import Final

from app.desk.ports.player import PlayerFault

PLAY: Final = "Play"
PAUSE: Final = "Pause"
NO_PICTURE: Final = "No picture: this clip plays in the client's web tool."
STOPWATCH: Final = "Start the stopwatch when the clip starts there; tokens take its time."
COPY_LINK: Final = "Copy link"
LINK_COPIED: Final = "Copied"
OPEN_LINK: Final = "Open in browser"
SOUND_ONLY: Final = "Sound only"
LOADING: Final = "Opening the clip"
NO_LINES: Final = "No lines yet."
NO_LINES_HOW: Final = "{key} marks where one starts."

FAULTS: Final[dict[PlayerFault, tuple[str, str]]] = {
    PlayerFault.NO_LIBVLC: (
        "Playing is off: libVLC is missing.",
        "Paused pictures and tokens work. Install VLC and start again.",
    ),
    PlayerFault.NO_DECODER: (
        "No picture: libVLC and PyAV are missing.",
        "Your text is safe. Run the set-up again.",
    ),
    PlayerFault.NOT_FOUND: (
        "The file is not where it was.",
        "Your text, dialogue and hours are safe. Locate it from the queue.",
    ),
    PlayerFault.NOT_READABLE: (
        "The file can't be read.",
        "Your text is safe. Check its permissions.",
    ),
    PlayerFault.NOT_A_FILE: ("This is not a file.", "Your text is safe. Add the clip's file."),
    PlayerFault.EMPTY_FILE: (
        "The file is empty.",
        "Your text is safe. Copy the clip here again.",
    ),
    PlayerFault.PLAYLIST: (
        "A playlist is not a clip.",
        "It names other files. Add the clip's own file.",
    ),
    PlayerFault.SCHEME: (
        "This address can't be opened.",
        "Streams start with http or https.",
    ),
    PlayerFault.ADDRESS_TOO_LONG: ("The address is too long.", "Check it and add it again."),
    PlayerFault.DAMAGED: (
        "The file is damaged: nothing in it can be shown.",
        "Your text is safe. Copy the clip here again.",
    ),
    PlayerFault.NOTHING_TO_PLAY: (
        "There is neither picture nor sound in this file.",
        "Your text is safe. Add the clip's own file.",
    ),
    PlayerFault.NO_PICTURE: ("This clip is sound only: it has no picture.", "It can be played."),
    PlayerFault.DAMAGED_PLACE: (
        "The picture at this place is damaged.",
        "Other places can be shown; go on from there.",
    ),
    PlayerFault.STREAM_FAILED: (
        "The stream does not answer.",
        "Your text is safe. Check the network, then open the clip again.",
    ),
    PlayerFault.CLIP_STOPS_PLAYER: (
        "This file stops the player.",
        "It is set aside; your text and time are kept.",
    ),
    PlayerFault.CANNOT_START: (
        "The player does not start.",
        "You can go on writing. Run the set-up again.",
    ),
    PlayerFault.NO_END: (
        "A live stream can't be kept: it has no end.",
        "It plays as before.",
    ),
    PlayerFault.DISK_FULL: (
        "The copy does not fit: the disk is full.",
        "Nothing of it was left behind, and the clip plays as before. Free some space.",
    ),
    PlayerFault.NOT_WRITTEN: (
        "The copy could not be written.",
        "Nothing of it was left behind, and the clip plays as before.",
    ),
}


def damaged(start: str, end: str) -> tuple[str, str]:
    """Say that there is no picture here."""
    return (
        f"No picture from {start} to {end}: the file is damaged.",
        "Play on or go elsewhere; your text and times are safe.",
    )


def restarting(place: str, *, picture: bool) -> tuple[str, str]:
    """Say that the player comes back, and whether there is a picture where it does."""
    back = "picture" if picture else "player"
    return (
        "The player stopped. Starting it again.",
        f"You can go on writing. The {back} comes back at {place}.",
    )
