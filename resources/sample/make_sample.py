"""Makes `pier-at-dusk.mp4` and `sample.json`; needs espeak-ng and the program's own environment.

Run from anywhere: ``.venv/bin/python resources/sample/make_sample.py``
"""

from __future__ import annotations

import hashlib
import json
import os
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from picture import DURATION_S, HEIGHT, SHOTS, WIDTH, draw_frame
from PySide6.QtGui import QGuiApplication, QImage
from sound import LINES, RATE, loudness, make_sound

HERE = Path(__file__).resolve().parent
FPS = 25


def main() -> None:
    """Draws every frame, makes the sound, encodes both and writes what is true of the clip."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    track, voices = make_sound(DURATION_S)
    mouths = {
        "Girl": np.zeros(round(DURATION_S * FPS)),
        "Old man": np.zeros(round(DURATION_S * FPS)),
    }
    for line, voice in zip(LINES, voices, strict=True):
        level = loudness(voice, FPS)
        first = round(line.start_s * FPS)
        mouths[line.speaker][first : first + len(level)] = level
    # Renamed when it is whole, so that nobody reads half a clip.
    unfinished = HERE / "unfinished.mp4"
    with av.open(str(unfinished), "w", options={"movflags": "faststart"}) as file:
        picture = file.add_stream("libx264", rate=FPS)
        picture.width, picture.height, picture.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        picture.time_base = Fraction(1, FPS)
        picture.options = {
            "crf": "25",
            "preset": "veryslow",
            "g": str(FPS * 2),
            "tune": "animation",
        }
        context = picture.codec_context
        context.color_range, context.colorspace = 1, 1  # limited range, BT.709
        context.color_primaries, context.color_trc = 1, 1
        sound = file.add_stream("aac", rate=RATE)
        sound.layout = "stereo"
        sound.bit_rate = 96_000
        for number in range(round(DURATION_S * FPS)):
            drawn = draw_frame(number / FPS, mouths["Old man"][number], mouths["Girl"][number])
            frame = to_video_frame(drawn)
            frame.pts = number
            frame.time_base = Fraction(1, FPS)
            file.mux(picture.encode(frame))
        file.mux(picture.encode())
        block = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(track, np.float32), "fltp", "stereo"
        )
        block.sample_rate = RATE
        block.pts = 0
        file.mux(sound.encode(block))
        file.mux(sound.encode())
    unfinished.replace(HERE / "pier-at-dusk.mp4")
    write_facts([len(voice) / RATE for voice in voices])
    application.quit()


def to_video_frame(image: QImage) -> av.VideoFrame:
    """Turns a drawn picture into a frame in the colors that the stream says it has."""
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(HEIGHT, WIDTH, 4)
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels[:, :, :3]), "bgr24")
    return frame.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG")


def write_facts(lengths_s: list[float]) -> None:
    """Writes `sample.json`: what is true of the clip, for the program and for the tests."""
    facts = {
        "file": "pier-at-dusk.mp4",
        "sha256": hashlib.sha256((HERE / "pier-at-dusk.mp4").read_bytes()).hexdigest(),
        "title": "Pier at dusk",
        "duration_ms": round(DURATION_S * 1000),
        "frame_rate": FPS,
        "facts": {
            "speech": "yes",
            "music": "yes",
            "ambience": "yes",
            "on_screen_text": "no",
            "people": "yes",
            "names_or_brands": "no",
        },
        "allowed_names": [],
        "forbidden_titles": [],
        "cuts_ms": [round(shot.start_s * 1000) for shot in SHOTS[1:]],
        "lines": [
            {
                "in_ms": round(line.start_s * 1000),
                "out_ms": round((line.start_s + length_s) * 1000),
                "speaker": line.speaker,
                "words": line.words,
            }
            for line, length_s in zip(LINES, lengths_s, strict=True)
        ],
    }
    text = json.dumps(facts, indent=2) + "\n"
    (HERE / "sample.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
