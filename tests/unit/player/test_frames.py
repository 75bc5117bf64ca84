"""The shared memory between the player and the window."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from app.player.frames import SLOTS, FrameMemory, create_shared, fitting_size
from app.player.wire import LONGEST, Lines, MessageTooLongError, encode, encode_command


@pytest.fixture
def memory() -> FrameMemory:
    fd, _ = create_shared()
    memory = FrameMemory(fd)
    os.close(fd)
    memory.forget()
    return memory


def write(memory: FrameMemory, number: int) -> tuple[int, int]:
    slot = memory.begin()
    memory.pixels(slot, 4)[:] = bytes([number] * 4)
    sequence = memory.finish(
        slot,
        generation=3,
        width=1,
        height=1,
        stride=4,
        media_ms=number * 40,
        frame_index=number,
        exact=True,
    )
    return slot, sequence


def test_the_newest_picture_is_read_whole(memory: FrameMemory) -> None:
    assert memory.newest() is None
    for number in range(1, 20):
        slot, sequence = write(memory, number)
        assert memory.newest() == slot
        state = memory.state(slot)
        assert (state.sequence, state.frame_index, state.media_ms) == (
            sequence,
            number,
            number * 40,
        )
        assert bytes(memory.pixels(slot, 4)) == bytes([number] * 4)


def test_a_slot_that_is_read_is_left_alone(memory: FrameMemory) -> None:
    slot, sequence = write(memory, 1)
    memory.mark_reading(slot)
    assert slot not in [write(memory, n)[0] for n in range(2, 12)]
    assert memory.sequence(slot) == sequence


def test_a_picture_written_over_is_noticed(memory: FrameMemory) -> None:
    slot, sequence = write(memory, 1)
    for number in range(2, 2 + SLOTS):
        write(memory, number)
    assert memory.sequence(slot) != sequence


def test_a_writer_that_died_leaves_an_odd_number_and_the_next_one_goes_on(
    memory: FrameMemory,
) -> None:
    slot = memory.begin()
    assert memory.sequence(slot) % 2 == 1
    assert memory.begin() == slot
    assert memory.sequence(slot) % 2 == 1
    assert write(memory, 5)[1] % 2 == 0


@pytest.mark.parametrize(
    ("source", "view", "size"),
    [
        ((1920, 1080), (900, 500), (960, 540)),
        ((1920, 1080), (961, 500), (1280, 720)),
        ((1920, 1080), (4000, 3000), (1920, 1080)),
        ((320, 180), (1920, 1080), (320, 180)),
        ((1080, 1920), (960, 540), (288, 540)),
        ((1, 1), (960, 540), (32, 2)),
    ],
)
def test_one_of_three_sizes_never_above_the_source(
    source: tuple[int, int], view: tuple[int, int], size: tuple[int, int]
) -> None:
    assert fitting_size(*source, *view) == size


def test_lines_survive_any_cut_and_any_noise() -> None:
    data = encode({"m": "a", "v": 1}) + b"[noise\n3\n" + encode({"m": "b"})
    for cut in range(len(data)):
        lines = Lines()
        found = lines.feed(data[:cut]) + lines.feed(data[cut:])
        assert found == [{"m": "a", "v": 1}, {"m": "b"}]


def test_a_command_that_no_pipe_takes_whole_is_refused() -> None:
    with pytest.raises(MessageTooLongError):
        encode_command({"m": "load", "src": "x" * LONGEST})


def test_the_windows_side_imports_no_decoder() -> None:
    code = (
        "import sys, app.player.client, app.player.analysis_client;"
        "print([m for m in ('av', 'vlc', 'numpy', 'PySide6') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
