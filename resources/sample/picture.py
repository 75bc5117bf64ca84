"""Draws the pictures of the sample clip: one world, seen by a camera of its own in each shot."""

from __future__ import annotations

import math
from dataclasses import dataclass

from figures import Girl, Man, draw_cap, draw_girl, draw_lantern, draw_man, draw_net
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)

WIDTH, HEIGHT = 1280, 720
HORIZON = 330.0
DECK = 612.0
MAN_X = 470.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """From when to when, and where the camera looks at the start and at the end of it."""

    start_s: float
    end_s: float
    look: tuple[float, float, float]
    drift: tuple[float, float, float]


SHOTS = (
    Shot(start_s=0.0, end_s=4.4, look=(640, 360, 1.0), drift=(628, 364, 1.07)),
    Shot(start_s=4.4, end_s=8.0, look=(552, 474, 1.95), drift=(558, 468, 2.05)),
    Shot(start_s=8.0, end_s=12.4, look=(640, 455, 1.45), drift=(628, 458, 1.5)),
    Shot(start_s=12.4, end_s=15.6, look=(512, 415, 2.6), drift=(514, 411, 2.72)),
    Shot(start_s=15.6, end_s=21.2, look=(566, 472, 1.85), drift=(572, 462, 1.95)),
    Shot(start_s=21.2, end_s=26.0, look=(650, 366, 1.04), drift=(660, 356, 0.96)),
)
DURATION_S = SHOTS[-1].end_s


def ramp(t: float, start: float, end: float) -> float:
    """0 before the start, 1 after the end, and a soft step between."""
    x = min(1.0, max(0.0, (t - start) / (end - start)))
    return x * x * (3 - 2 * x)


def mix(first: str, second: str, share: float) -> QColor:
    """A color between two."""
    a, b = QColor(first), QColor(second)
    return QColor(
        *(
            round(p + (q - p) * share)
            for p, q in ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
        )
    )


def draw_frame(t: float, man_voice: float, girl_voice: float) -> QImage:
    """Draws the frame at a time in seconds; the voices are 0 to 1 and open the mouths."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shot = next((s for s in SHOTS if s.start_s <= t < s.end_s), SHOTS[-1])
    share = (t - shot.start_s) / (shot.end_s - shot.start_s)
    x, y, zoom = (a + (b - a) * share for a, b in zip(shot.look, shot.drift, strict=True))
    dusk = ramp(t, 0.0, 25.0)
    _place_camera(painter, 640 + (x - 640) * 0.5, 360 + (y - 360) * 0.35, 1 + (zoom - 1) * 0.5)
    _draw_sky(painter, t, dusk)
    _draw_sea(painter, t, dusk)
    _draw_boat(painter, t, dusk)
    _place_camera(painter, x, y, zoom)
    _draw_pier(painter, dusk)
    _draw_story(painter, t, man_voice, girl_voice)
    painter.resetTransform()
    fade = max(1 - ramp(t, 0.0, 0.6), ramp(t, 25.0, 25.9))
    if fade:
        painter.fillRect(image.rect(), QColor(10, 12, 24, round(255 * fade)))
    painter.end()
    return image


def _place_camera(painter: QPainter, x: float, y: float, zoom: float) -> None:
    painter.resetTransform()
    painter.translate(WIDTH / 2, HEIGHT / 2)
    painter.scale(zoom, zoom)
    painter.translate(-x, -y)


def _draw_sky(painter: QPainter, t: float, dusk: float) -> None:
    sky = QLinearGradient(0, -60, 0, HORIZON)
    sky.setColorAt(0.0, mix("#2c2f5e", "#171a38", dusk))
    sky.setColorAt(0.42, mix("#6a4d80", "#39335f", dusk))
    sky.setColorAt(0.76, mix("#d97a66", "#8d5069", dusk))
    sky.setColorAt(1.0, mix("#f7b866", "#d67f5c", dusk))
    painter.fillRect(QRectF(-400, -400, 2080, 400 + HORIZON), sky)
    painter.setPen(Qt.PenStyle.NoPen)
    for index in range(26):
        star = QPointF((index * 397) % 1500 - 80, (index * 131) % 190 - 40)
        glow = max(0.0, dusk - 0.35) * (0.75 + 0.25 * math.sin(t * 1.7 + index * 2.1))
        painter.setBrush(QColor(255, 244, 220, round(230 * glow)))
        painter.drawEllipse(star, 1.6, 1.6)
    sun = QPointF(300, HORIZON - 18 + 44 * dusk)
    halo = QRadialGradient(sun, 250)
    halo.setColorAt(0, QColor(255, 220, 140, 130))
    halo.setColorAt(1, QColor(255, 190, 110, 0))
    painter.setBrush(halo)
    painter.drawEllipse(sun, 250, 250)
    painter.setBrush(mix("#ffe6a3", "#ffb868", dusk))
    painter.drawEllipse(sun, 46, 46)
    painter.setBrush(QColor(255, 200, 150, 46))
    for left, top, width in ((700, 172, 420), (860, 194, 300), (60, 128, 300), (-40, 146, 210)):
        painter.drawRoundedRect(QRectF(left - t * 3, top, width, 11), 5.5, 5.5)
    _draw_hills(painter, dusk)
    for index in range(4):
        _draw_gull(painter, t, index)


def _draw_hills(painter: QPainter, dusk: float) -> None:
    for color, base, points in (
        (
            mix("#8a5a80", "#4b3d68", dusk),
            0,
            ((-60, 60), (180, 30), (420, 92), (700, 40), (980, 74)),
        ),
        (
            mix("#5d4573", "#332f58", dusk),
            1,
            ((-200, 30), (120, 66), (360, 18), (800, 24), (1130, 96)),
        ),
    ):
        path = QPainterPath(QPointF(-400, HORIZON + 2))
        for index, (left, height) in enumerate(points):
            right = points[index + 1][0] if index + 1 < len(points) else 1700
            middle = (left + right) / 2
            path.cubicTo(left, HORIZON - 6, middle - 90, HORIZON - height, middle, HORIZON - height)
            path.cubicTo(
                middle + 90, HORIZON - height, right, HORIZON - 14 - base * 4, right, HORIZON - 8
            )
        path.lineTo(1700, HORIZON + 2)
        path.closeSubpath()
        painter.setBrush(color)
        painter.drawPath(path)


def _draw_gull(painter: QPainter, t: float, index: int) -> None:
    x = (250 + index * 230 + t * (26 + index * 5)) % 1500 - 100
    y = 92 + (index * 53) % 96 + 9 * math.sin(t * 0.9 + index)
    span = 21 - (index * 5) % 9
    lift = span * 0.42 * (0.55 + 0.45 * math.sin(t * (4.2 + index * 0.4) + index))
    path = QPainterPath(QPointF(x - span, y - lift * 0.4))
    path.quadTo(x - span * 0.45, y - lift - 5, x, y)
    path.quadTo(x + span * 0.45, y - lift - 5, x + span, y - lift * 0.4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen("#f6e7d6", 3.0))
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)


def _draw_sea(painter: QPainter, t: float, dusk: float) -> None:
    sea = QLinearGradient(0, HORIZON, 0, 640)
    sea.setColorAt(0.0, mix("#d98a70", "#80516c", dusk))
    sea.setColorAt(0.22, mix("#8c5f80", "#4a4069", dusk))
    sea.setColorAt(1.0, mix("#333a69", "#1d2347", dusk))
    painter.fillRect(QRectF(-400, HORIZON, 2080, 900), sea)
    for row in range(26):
        y = HORIZON + 5 + row * 4 + row * row * 0.42
        depth = row / 26
        for column in range(9):
            seed = row * 37 + column * 91
            length = (22 + seed % 46) * (0.5 + depth * 1.6)
            swing = 16 * math.sin(t * (0.5 + depth) + seed)
            x = (seed * 53 + t * (6 + 16 * depth)) % 1760 - 260 + swing
            light = round(26 + 26 * math.sin(t * 1.3 + seed * 0.7))
            painter.setPen(_pen(QColor(255, 214, 180, max(0, light)), 1.4 + depth * 2.2))
            painter.drawLine(QPointF(x, y), QPointF(x + length, y))
        width = (70 - 42 * depth) * (0.6 + 0.4 * math.sin(t * 2.1 + row * 1.9))
        glint = QColor(255, 214, 140, round(190 * (1 - depth) * (1 - 0.55 * dusk)))
        painter.setPen(_pen(glint, 2.2 + depth * 1.6))
        middle = 300 + 9 * math.sin(t * 1.4 + row * 1.3)
        painter.drawLine(QPointF(middle - width, y), QPointF(middle + width, y))
    painter.setPen(Qt.PenStyle.NoPen)


def _draw_boat(painter: QPainter, t: float, dusk: float) -> None:
    painter.save()
    painter.translate(1010, 424 + 3.4 * math.sin(t * 1.15))
    painter.rotate(1.3 * math.sin(t * 0.9))
    painter.setPen(_pen("#3c2a38", 5))
    painter.drawLine(QPointF(-58, -44), QPointF(-58, -172))
    painter.setPen(_pen("#3c2a38", 1.6))
    painter.drawLine(QPointF(-58, -168), QPointF(-132, -42))
    painter.drawLine(QPointF(-58, -168), QPointF(92, -48))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mix("#efe1cd", "#a99aa8", dusk))
    painter.drawPolygon(QPolygonF([QPointF(-62, -162), QPointF(-62, -66), QPointF(-112, -62)]))
    painter.setBrush(mix("#f5ead8", "#b3a4b2", dusk))
    painter.drawRoundedRect(QRectF(-22, -96, 86, 56), 5, 5)
    painter.setBrush(mix("#b0493f", "#6e3444", dusk))
    painter.drawRoundedRect(QRectF(-30, -106, 102, 14), 6, 6)
    painter.setBrush(QColor("#ffcf6b"))
    for left in (-10, 26):
        painter.drawRoundedRect(QRectF(left, -82, 25, 22), 4, 4)
    hull = QPainterPath(QPointF(-142, -44))
    hull.lineTo(144, -48)
    hull.cubicTo(132, -8, 118, 6, 96, 10)
    hull.lineTo(-104, 10)
    hull.cubicTo(-126, 4, -138, -20, -142, -44)
    painter.setBrush(mix("#2b3864", "#1c2342", dusk))
    painter.drawPath(hull)
    painter.setPen(_pen(mix("#d9604a", "#8b3f4a", dusk), 7))
    painter.drawLine(QPointF(-138, -36), QPointF(139, -40))
    painter.restore()
    for index in range(6):
        y = 440 + index * 9
        half = 118 - index * 15 + 8 * math.sin(t * 1.6 + index)
        painter.setPen(_pen(QColor(24, 28, 58, 120 - index * 16), 5))
        painter.drawLine(QPointF(1002 - half, y), QPointF(1002 + half, y))
        painter.setPen(_pen(QColor(255, 207, 107, 130 - index * 20), 2.6))
        sway = 7 * math.sin(t * 2.0 + index * 1.1)
        painter.drawLine(QPointF(1018 + sway, y), QPointF(1046 + sway, y))
    painter.setPen(Qt.PenStyle.NoPen)


def _draw_pier(painter: QPainter, dusk: float) -> None:
    top, front = 548.0, 668.0
    for x in (-160, 190, 870, 1220):
        _draw_post(painter, x, top + 6, 74, dusk)
    painter.setPen(_pen("#c9a887", 4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for left, right in ((-160, 190), (870, 1220)):
        rope = QPainterPath(QPointF(left, top - 54))
        rope.quadTo((left + right) / 2, top - 4, right, top - 54)
        painter.drawPath(rope)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mix("#7a5347", "#55404a", dusk))
    painter.drawRect(QRectF(-500, top, 2300, front - top))
    for index in range(58):
        x = -480 + index * 40
        slant = (x - 640) * 0.16
        plank = QPolygonF(
            [
                QPointF(x, top),
                QPointF(x + 37, top),
                QPointF(x + 37 + (x + 37 - 640) * 0.16, front),
                QPointF(x + slant, front),
            ]
        )
        painter.setBrush(
            mix(
                *(("#8f6350", "#624a50"), ("#875c4c", "#5c464e"), ("#966a55", "#684e52"))[
                    index % 3
                ],
                dusk,
            )
        )
        painter.drawPolygon(plank)
        painter.setBrush(QColor(40, 26, 34, 130))
        painter.drawEllipse(QPointF(x + 18 + slant * 0.1, top + 9), 1.8, 1.3)
        painter.drawEllipse(QPointF(x + 18 + slant * 0.95, front - 8), 2.2, 1.6)
    painter.setBrush(mix("#4a3238", "#32263a", dusk))
    painter.drawRect(QRectF(-500, front, 2300, 26))
    painter.setBrush(mix("#2b2440", "#191a34", dusk))
    painter.drawRect(QRectF(-500, front + 26, 2300, 400))
    for x in (20, 420, 1040):
        painter.setBrush(mix("#3d2a34", "#272036", dusk))
        painter.drawRect(QRectF(x, front + 20, 44, 300))


def _draw_post(painter: QPainter, x: float, base: float, height: float, dusk: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mix("#553a3e", "#392c3e", dusk))
    painter.drawRoundedRect(QRectF(x - 15, base - height, 30, height + 10), 6, 6)
    painter.setBrush(mix("#a4705a", "#6f5158", dusk))
    painter.drawEllipse(QPointF(x, base - height + 3), 15, 6)
    painter.setPen(_pen("#c9a887", 5))
    painter.drawLine(QPointF(x - 14, base - height + 19), QPointF(x + 14, base - height + 22))
    painter.setPen(Qt.PenStyle.NoPen)


def _draw_story(painter: QPainter, t: float, man_voice: float, girl_voice: float) -> None:
    """Places the two people and the lantern for this moment of the story."""
    arrives, sits = ramp(t, 7.4, 10.0), ramp(t, 15.7, 16.9)
    reaches, carries, back = ramp(t, 17.0, 17.5), ramp(t, 17.5, 18.5), ramp(t, 18.6, 19.2)
    girl_x = 1010 - 330 * arrives - 36 * sits
    laugh = ramp(t, 19.0, 19.3) * (1 - ramp(t, 20.8, 21.2))
    works = (1 - ramp(t, 7.2, 7.8)) + ramp(t, 21.2, 21.6)
    man = Man(
        work=works * t * 3.4,
        works=works,
        looks_up=ramp(t, 7.2, 8.4),
        mouth=man_voice,
        smile=ramp(t, 13.0, 15.0),
        reaches=reaches * (1 - back),
        carries=carries,
        cap=not carries,
        blink=t % 3.1 < 0.12,
    )
    girl = Girl(
        walk=t * 8.5 * (0.0 < arrives < 1.0),
        walks=math.sin(math.pi * arrives),
        sits=sits,
        mouth=max(girl_voice, laugh * 0.25 * (1 + math.sin(t * 19))),
        smile=ramp(t, 13.0, 14.0),
        bounce=laugh * 2.6 * math.sin(t * 19),
        cap=carries == 1,
        holds=1 - sits,
        blink=(t + 1.3) % 3.7 < 0.12,
    )
    here = t > 7.0
    hand = QPointF(girl_x - 50, DECK - 108 - 4 * math.sin(t * 8.5) * girl.walks)
    down = QPointF(566, DECK - 58)
    lantern = QPointF(
        hand.x() + (down.x() - hand.x()) * sits, hand.y() + (down.y() - hand.y()) * sits
    )
    _draw_shadow(painter, MAN_X + 10, 120)
    if here:
        _draw_shadow(painter, girl_x, 46 + 26 * sits)
    draw_man(painter, QPointF(MAN_X, DECK), man)
    draw_net(painter, QPointF(MAN_X, DECK), man)
    if here:
        draw_girl(painter, QPointF(girl_x, DECK + 10), girl)
        if 0 < carries < 1:
            _draw_carried_cap(painter, carries)
        draw_lantern(painter, lantern, 5 * math.sin(t * 4.2) * girl.walks)
        _draw_glow(painter, lantern + QPointF(0, 30), t, 0.8 + 0.2 * ramp(t, 8, 22))


def _draw_carried_cap(painter: QPainter, share: float) -> None:
    """Draws the cap on its way from his head to hers; it turns to her side on the way."""
    x, y = MAN_X + 10 + 160 * share, DECK - 250 + 116 * share - 34 * math.sin(math.pi * share)
    painter.save()
    painter.translate(x, y)
    painter.scale(1 if share < 0.5 else -1, 1)
    draw_cap(painter, QPointF(0, 0))
    painter.restore()


def _draw_shadow(painter: QPainter, x: float, half: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(24, 16, 32, 90))
    painter.drawEllipse(QPointF(x, DECK + 4), half, 10)


def _draw_glow(painter: QPainter, at: QPointF, t: float, strength: float) -> None:
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
    flicker = 1 + 0.05 * math.sin(t * 11) + 0.03 * math.sin(t * 23.7)
    for radius, alpha in ((330 * flicker, 88), (120 * flicker, 120)):
        glow = QRadialGradient(at, radius)
        glow.setColorAt(0, QColor(255, 196, 100, round(alpha * strength)))
        glow.setColorAt(0.45, QColor(255, 176, 84, round(alpha * 0.36 * strength)))
        glow.setColorAt(1, QColor(255, 160, 70, 0))
        painter.setBrush(QBrush(glow))
        painter.drawEllipse(at, radius, radius)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def _pen(color: str | QColor, width: float) -> QPen:
    pen = QPen(QColor(color), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
