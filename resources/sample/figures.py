"""Draws the people and the things of the sample clip, in flat shapes around a point on the deck."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

SKIN, SKIN_SHADE = "#e9b48f", "#d99a77"
YELLOW, YELLOW_SHADE, YELLOW_LIGHT = "#eeb22f", "#cf8f25", "#f8c955"
NAVY, NAVY_LIGHT = "#26325c", "#3a4a80"
INK = "#2a2233"


@dataclass(frozen=True, slots=True, kw_only=True)
class Man:
    """What the old man does at a moment; shares are 0 to 1."""

    work: float
    works: float
    looks_up: float
    mouth: float
    smile: float
    reaches: float
    carries: float
    cap: bool
    blink: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Girl:
    """What the girl does at a moment; shares are 0 to 1."""

    walk: float
    walks: float
    sits: float
    mouth: float
    smile: float
    bounce: float
    cap: bool
    holds: float
    blink: bool


def draw_man(painter: QPainter, base: QPointF, man: Man) -> None:
    """Draws him on his crate, facing right, without the net."""
    painter.save()
    painter.translate(base)
    _draw_crate(painter)
    _stroke(painter, "#2b3050", 38, (-6, -70), (66, -82), (72, -26))
    _fill(painter, "#1f2338")
    painter.drawRoundedRect(QRectF(52, -30, 44, 26), 8, 8)
    painter.drawRoundedRect(QRectF(54, -14, 64, 18), 9, 9)
    coat = QPainterPath(QPointF(-70, -46))
    coat.cubicTo(-84, -110, -70, -182, -26, -196)
    coat.cubicTo(4, -206, 34, -196, 44, -168)
    coat.cubicTo(56, -132, 62, -104, 84, -92)
    coat.cubicTo(96, -74, 78, -58, 40, -56)
    coat.cubicTo(6, -46, -44, -38, -70, -46)
    _fill(painter, YELLOW)
    painter.drawPath(coat)
    shade = QPainterPath(QPointF(-70, -46))
    shade.cubicTo(-84, -110, -70, -182, -26, -196)
    shade.cubicTo(-46, -150, -50, -92, -30, -44)
    shade.closeSubpath()
    _fill(painter, YELLOW_SHADE)
    painter.drawPath(shade)
    painter.setPen(_pen(YELLOW_SHADE, 3))
    painter.drawLine(QPointF(26, -178), QPointF(40, -96))
    _fill(painter, "#8a5a1c")
    for y in (-160, -132, -106):
        painter.drawEllipse(QPointF(24 - (y + 160) * -0.1, y), 3.4, 3.4)
    collar = QPainterPath(QPointF(-30, -190))
    collar.cubicTo(-34, -214, 34, -216, 40, -184)
    collar.cubicTo(20, -170, -14, -172, -30, -190)
    _fill(painter, YELLOW_LIGHT)
    painter.drawPath(collar)
    _draw_man_head(painter, man)
    painter.restore()


def draw_net(painter: QPainter, base: QPointF, man: Man) -> None:
    """Draws the net over his knees and the arms that mend it, or that give the cap away."""
    painter.save()
    painter.translate(base)
    sway = 2.5 * math.sin(man.work)
    outline = QPainterPath(QPointF(34, -100))
    outline.cubicTo(66, -114 + sway, 104, -106, 120, -92)
    outline.cubicTo(146, -66, 152, -30, 186, 2)
    outline.cubicTo(130, 12, 70, 8, 30, 4)
    outline.cubicTo(44, -30, 30, -70, 34, -100)
    _fill(painter, "#2c7563")
    painter.drawPath(outline)
    painter.save()
    painter.setClipPath(outline)
    painter.setPen(_pen("#7cc5a6", 1.5))
    for step in range(-10, 24):
        x = step * 13 + sway
        painter.drawLine(QPointF(x, -120), QPointF(x + 84, 16))
        painter.drawLine(QPointF(x + 70, -120), QPointF(x - 14, 16))
    painter.restore()
    _fill(painter, "#d9604a")
    for x, y in ((44, 3), (84, 6), (126, 6), (168, 3)):
        painter.drawEllipse(QPointF(x, y), 7, 5.5)
    rest = QPointF(88, -112)
    still = 1 - man.works
    right = QPointF(
        rest.x() + man.works * (11 * math.cos(man.work) + 4) - 4 * still,
        rest.y() + man.works * 12 * math.sin(man.work) + 3 * still,
    )
    # To the cap on his head, along with it to hers, and back.
    carried = QPointF(148, -132 - 34 * math.sin(math.pi * man.carries)) - QPointF(32, -252)
    right += (QPointF(32, -252) + carried * man.carries - right) * man.reaches
    left = QPointF(70, -92 + sway)
    _draw_arm(painter, YELLOW_SHADE, QPointF(-2, -168), QPointF(20, -108), left)
    elbow = QPointF(30 + 42 * man.reaches, -116 - 30 * man.reaches)
    _draw_arm(painter, YELLOW_LIGHT, QPointF(6, -172), elbow, right)
    if man.works > 0.05:
        painter.setPen(_pen("#f3e6cf", 3))
        painter.drawLine(right + QPointF(4, 4), right + QPointF(20, 15))
        painter.setPen(_pen("#9fdcc0", 1.3))
        painter.drawLine(right + QPointF(20, 15), QPointF(104, -84))
    painter.restore()


def _draw_arm(
    painter: QPainter, color: str, shoulder: QPointF, elbow: QPointF, hand: QPointF
) -> None:
    sleeve = QPainterPath(shoulder)
    sleeve.quadTo(elbow, hand + (elbow - hand) * 0.22)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(color, 31))
    painter.drawPath(sleeve)
    _fill(painter, SKIN)
    painter.drawEllipse(hand, 12, 11)
    _fill(painter, SKIN_SHADE)
    painter.drawEllipse(hand + QPointF(6, 5), 5, 4)


def _draw_man_head(painter: QPainter, man: Man) -> None:
    painter.save()
    painter.translate(10, -226)
    painter.rotate(14 - 20 * man.looks_up)
    _fill(painter, SKIN)
    painter.drawEllipse(QPointF(0, -6), 37, 40)
    _fill(painter, "#ece7e2")
    hair = QPainterPath(QPointF(-36, -14))
    hair.cubicTo(-44, 10, -34, 30, -18, 34)
    hair.cubicTo(-16, 14, -22, -4, -20, -16)
    hair.closeSubpath()
    painter.drawPath(hair)
    beard = QPainterPath(QPointF(-22, 2))
    beard.cubicTo(-30, 34, -12, 54, 12, 50)
    beard.cubicTo(38, 48, 44, 26, 36, 8)
    beard.cubicTo(26, 14, 4, 14, -4, 4)
    beard.cubicTo(-8, -2, -16, -4, -22, 2)
    _fill(painter, "#f6f2ec")
    painter.drawPath(beard)
    if man.mouth > 0.08:
        _fill(painter, "#6d2f35")
        painter.drawEllipse(QPointF(20, 21), 9, 1.5 + 7 * man.mouth)
    else:
        smile = QPainterPath(QPointF(10, 20))
        smile.quadTo(20, 21 + 7 * man.smile, 31, 18 - 2 * man.smile)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen("#8a4a48", 3))
        painter.drawPath(smile)
    _fill(painter, "#fdfaf5")
    moustache = QPainterPath(QPointF(20, 8))
    moustache.cubicTo(12, 4, 2, 8, -2, 16)
    moustache.cubicTo(8, 18, 16, 16, 22, 12)
    moustache.cubicTo(28, 16, 36, 15, 40, 10)
    moustache.cubicTo(34, 4, 26, 4, 20, 8)
    painter.drawPath(moustache)
    _fill(painter, SKIN_SHADE)
    painter.drawEllipse(QPointF(33, 1), 10, 8.5)
    painter.drawEllipse(QPointF(-16, 0), 7, 9.5)
    painter.setBrush(QColor(224, 116, 96, 96))
    painter.drawEllipse(QPointF(10, 4), 8, 6)
    _draw_eye(painter, QPointF(18, -10), blink=man.blink or man.looks_up < 0.3)
    painter.setPen(_pen("#f6f2ec", 5))
    painter.drawLine(QPointF(9, -19 - 3 * man.looks_up), QPointF(26, -20 - 2 * man.looks_up))
    if man.cap:
        draw_cap(painter, QPointF(0, -24))
    else:
        _fill(painter, "#f1ece6")
        top = QPainterPath(QPointF(-37, -10))
        top.cubicTo(-42, -52, 20, -62, 34, -26)
        top.cubicTo(8, -36, -18, -30, -26, -8)
        top.closeSubpath()
        painter.drawPath(top)
    painter.restore()


def draw_cap(painter: QPainter, at: QPointF) -> None:
    """Draws the seaman's cap, its visor to the right."""
    painter.save()
    painter.translate(at)
    dome = QPainterPath(QPointF(-42, 2))
    dome.cubicTo(-54, -30, -24, -44, 4, -40)
    dome.cubicTo(34, -38, 50, -18, 42, 2)
    dome.closeSubpath()
    _fill(painter, NAVY)
    painter.drawPath(dome)
    _fill(painter, NAVY_LIGHT)
    painter.drawRoundedRect(QRectF(-43, -8, 86, 13), 6, 6)
    visor = QPainterPath(QPointF(12, 3))
    visor.cubicTo(34, 2, 54, 6, 58, 12)
    visor.cubicTo(42, 14, 24, 12, 12, 10)
    visor.closeSubpath()
    _fill(painter, "#161c38")
    painter.drawPath(visor)
    _fill(painter, "#e6c35c")
    painter.drawEllipse(QPointF(30, -2), 3.4, 3.4)
    painter.restore()


def draw_girl(painter: QPainter, base: QPointF, girl: Girl) -> None:
    """Draws her facing left, walking, standing or kneeling."""
    painter.save()
    bob = 4 * abs(math.sin(girl.walk)) * girl.walks
    painter.translate(base + QPointF(0, -bob + girl.bounce))
    painter.scale(-1, 1)
    swing = 19 * math.sin(girl.walk) * girl.walks
    drop = 44 * girl.sits
    if girl.sits < 0.5:
        _draw_leg(painter, -9 - swing, "#a32f35")
        _draw_leg(painter, 9 + swing, "#c63d3f")
    else:
        _fill(painter, "#c63d3f")
        painter.drawRoundedRect(QRectF(-58, -24, 62, 24), 11, 11)
        _fill(painter, "#35406e")
        painter.drawRoundedRect(QRectF(-34, -34, 72, 34), 16, 16)
    painter.translate(0, drop)
    coat = QPainterPath(QPointF(-22, -138))
    coat.cubicTo(-32, -110, -40, -80, -42, -50)
    coat.quadTo(0, -40, 40, -50)
    coat.cubicTo(36, -80, 30, -112, 22, -138)
    coat.quadTo(0, -148, -22, -138)
    _fill(painter, "#3f6aa8")
    painter.drawPath(coat)
    shade = QPainterPath(QPointF(-22, -138))
    shade.cubicTo(-32, -110, -40, -80, -42, -50)
    shade.quadTo(-28, -45, -14, -45)
    shade.cubicTo(-18, -80, -14, -112, -8, -141)
    _fill(painter, "#33568c")
    painter.drawPath(shade)
    _fill(painter, "#e8d9b8")
    for y in (-118, -96, -74):
        painter.drawEllipse(QPointF(16, y), 2.8, 2.8)
    hand = QPointF(52 - 6 * (1 - girl.holds), -100 + 34 * (1 - girl.holds))
    arm = QPainterPath(QPointF(-2, -124))
    arm.quadTo(QPointF(18, -88), hand - QPointF(7, 0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen("#4b79ba", 19))
    painter.drawPath(arm)
    _fill(painter, SKIN)
    painter.drawEllipse(hand, 8, 7.5)
    _fill(painter, "#d9604a")
    painter.drawRoundedRect(QRectF(-21, -148, 44, 15), 7, 7)
    _draw_girl_head(painter, girl)
    painter.restore()


def _draw_leg(painter: QPainter, foot: float, color: str) -> None:
    _stroke(painter, "#35406e", 17, (foot * 0.25, -56), (foot, -20))
    _fill(painter, color)
    painter.drawRoundedRect(QRectF(foot - 12, -30, 24, 30), 8, 8)
    painter.drawRoundedRect(QRectF(foot - 12, -15, 38, 15), 7, 7)


def _draw_girl_head(painter: QPainter, girl: Girl) -> None:
    painter.save()
    painter.translate(3, -172)
    painter.rotate(4 - 6 * girl.smile)
    tail = 8 * math.sin(girl.walk * 0.9 + 0.8) * girl.walks - girl.bounce * 2
    _stroke(painter, "#4a2a26", 18, (-26, -6), (-45, 10 + tail), (-44, 38 + tail))
    _fill(painter, "#5b3430")
    painter.drawEllipse(QPointF(-5, -7), 34, 34)
    _fill(painter, SKIN)
    painter.drawEllipse(QPointF(5, 0), 28, 29)
    fringe = QPainterPath(QPointF(-30, 4))
    fringe.cubicTo(-36, -34, 14, -46, 32, -16)
    fringe.cubicTo(14, -26, -10, -22, -18, 6)
    fringe.closeSubpath()
    _fill(painter, "#5b3430")
    painter.drawPath(fringe)
    _fill(painter, "#d9604a")
    painter.drawEllipse(QPointF(-29, -5), 6, 6)
    _fill(painter, SKIN_SHADE)
    painter.drawEllipse(QPointF(32, 3), 5, 4)
    painter.drawEllipse(QPointF(-10, 4), 5, 7)
    painter.setBrush(QColor(228, 110, 98, 110))
    painter.drawEllipse(QPointF(13, 10), 7, 5)
    _draw_eye(painter, QPointF(18, -3), blink=girl.blink)
    painter.setPen(_pen("#4a2a26", 2.6))
    painter.drawLine(QPointF(12, -13), QPointF(23, -14))
    if girl.mouth > 0.08:
        _fill(painter, "#7a2f38")
        painter.drawEllipse(QPointF(21, 15), 6.5, 1.5 + 6 * girl.mouth)
    else:
        smile = QPainterPath(QPointF(13, 14))
        smile.quadTo(20, 16 + 5 * girl.smile, 27, 13 - girl.smile)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen("#96464a", 2.4))
        painter.drawPath(smile)
    if girl.cap:
        painter.rotate(7)
        draw_cap(painter, QPointF(4, -15))
    painter.restore()


def draw_lantern(painter: QPainter, handle: QPointF, swing: float) -> None:
    """Draws the lantern hanging from its handle."""
    painter.save()
    painter.translate(handle)
    painter.rotate(swing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen("#3a3040", 3))
    painter.drawArc(QRectF(-13, -2, 26, 26), 0, 180 * 16)
    _fill(painter, "#3a3040")
    painter.drawPolygon(
        QPolygonF([QPointF(-16, 18), QPointF(16, 18), QPointF(9, 9), QPointF(-9, 9)])
    )
    painter.drawRoundedRect(QRectF(-17, 52, 34, 9), 3, 3)
    _fill(painter, "#ffdf8e")
    painter.drawRoundedRect(QRectF(-13, 18, 26, 35), 5, 5)
    _fill(painter, "#fff6d8")
    painter.drawEllipse(QPointF(0, 38), 5.5, 10)
    painter.setPen(_pen("#3a3040", 2.4))
    for x in (-13, 13):
        painter.drawLine(QPointF(x, 18), QPointF(x, 53))
    painter.restore()


def _draw_crate(painter: QPainter) -> None:
    _fill(painter, "#6b4638")
    painter.drawRoundedRect(QRectF(-72, -58, 108, 60), 3, 3)
    painter.setPen(_pen("#4b3029", 3))
    for y in (-38, -18):
        painter.drawLine(QPointF(-71, y), QPointF(35, y))
    _fill(painter, "#7d5443")
    for x in (-70, 22):
        painter.drawRect(QRectF(x, -58, 12, 60))


def _draw_eye(painter: QPainter, at: QPointF, *, blink: bool) -> None:
    if blink:
        painter.setPen(_pen(INK, 2.4))
        painter.drawLine(at - QPointF(4, 0), at + QPointF(4, 0.5))
        painter.setPen(Qt.PenStyle.NoPen)
        return
    _fill(painter, INK)
    painter.drawEllipse(at, 3.6, 4.4)
    _fill(painter, "#ffffff")
    painter.drawEllipse(at + QPointF(1.2, -1.4), 1.2, 1.2)


def _stroke(painter: QPainter, color: str, width: float, *points: tuple[float, float]) -> None:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(color, width))
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)


def _fill(painter: QPainter, color: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))


def _pen(color: str | QColor, width: float) -> QPen:
    pen = QPen(QColor(color), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
