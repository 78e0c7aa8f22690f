"""Where the lines, bars and cells of a chart lie: plain numbers in, coordinates as text out.

Coordinates are text because templates write floats with a Danish comma. Every chart is laid
out twice, wide and narrow, and the stylesheet shows the one that fits its box.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10

WIDE = 660
NARROW = 330
LETTER = 7.1  # average width of a letter at 13 px
Show = Callable[[float], str]


def at(value: float) -> str:
    """Return a coordinate with at most one decimal, with a point in every language."""
    return f"{value:.1f}".removesuffix(".0")


def ticks(highest: float, about: int = 4) -> list[float]:
    """Return round values from nought to at least `highest`, about `about` steps of them."""
    if highest <= 0:
        return [0, 1]
    rough = highest / about
    size = 10 ** floor(log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough - 1e-9)
    if highest >= about:
        step = max(1, ceil(step)) if step < 10 else step
    return [round(step * n, 10) for n in range(ceil(highest / step - 1e-9) + 1)]


def every(count: int, room: float, widest: int) -> int:
    """Return k so that every k-th of `count` labels fits in `room` without touching."""
    fits = max(1, floor(room / (widest * LETTER + 12)))
    return max(1, ceil(count / fits))


@dataclass(frozen=True)
class Text:
    """A piece of text at a place."""

    x: str
    y: str
    text: str
    anchor: str = "start"


@dataclass(frozen=True)
class Point:
    """A measured value on a line."""

    label: str
    value: float | None
    url: str = ""


@dataclass(frozen=True)
class Ahead:
    """What is expected at a later label, with its lower and upper bound."""

    label: str
    low: float
    middle: float
    high: float


@dataclass
class Picture:
    """The paper of a chart."""

    width: int
    height: int

    @property
    def box(self) -> str:
        """The viewBox, as text because templates would group the digits of a tall chart."""
        return f"0 0 {self.width} {self.height}"


@dataclass
class Line(Picture):
    """A laid-out line chart."""

    grid: list[str] = field(default_factory=list)
    scale: list[Text] = field(default_factory=list)
    labels: list[Text] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    points: list[tuple[str, str]] = field(default_factory=list)
    last: Text | None = None
    last_at: tuple[str, str] | None = None
    ahead: str = ""
    shade: str = ""
    target: str = ""
    target_label: Text | None = None


@dataclass(frozen=True)
class Field:
    """The part of the paper that a line may use, and the scale of its values."""

    left: float
    right: float
    top: float
    bottom: float
    gap: float
    greatest: float

    def x(self, index: int) -> float:
        """Where the index-th label stands."""
        return self.left + 8 + self.gap * index

    def y(self, value: float) -> float:
        """How high a value lies."""
        return self.bottom - (self.bottom - self.top) * value / self.greatest

    def spot(self, index: int, value: float) -> tuple[str, str]:
        """Return a value's place."""
        return at(self.x(index)), at(self.y(value))


def line(
    points: Sequence[Point],
    *,
    show: Show,
    target: float | None = None,
    target_label: str = "",
    ahead: Sequence[Ahead] = (),
    width: int = WIDE,
) -> Line:
    """Lay out a line of values with its target and what is expected to come.

    A missing value breaks the line. The scale begins at nought, so that slopes do not lie.
    """
    chart = Line(width, 250 if width == WIDE else 210)
    values = [p.value for p in points if p.value is not None] + [a.high for a in ahead]
    steps = ticks(max([*values, target or 0], default=1))
    left = 12 + max(len(show(step)) for step in steps) * LETTER
    right = width - 14.0
    count = len(points) + len(ahead)
    field = Field(
        left, right, 22.0, chart.height - 30.0, (right - left - 16) / max(1, count - 1), steps[-1]
    )
    for step in steps:
        chart.grid.append(f"M{at(left)} {at(field.y(step))}H{at(right)}")
        chart.scale.append(Text(at(left - 6), at(field.y(step) + 4), show(step), "end"))
    _name(chart, field, [p.label for p in points] + [a.label for a in ahead])
    last = _connect(chart, field, points)
    if target is not None:
        _aim(chart, field, target, target_label, values[-4:])
    if last is not None:
        index, value = last
        below = field.y(value) + 22 < field.bottom
        close = index == count - 1
        chart.last_at = field.spot(index, value)
        chart.last = Text(
            at(field.x(index) + (4 if close else 0)),
            at(field.y(value) + (22 if below else -12)),
            show(value),
            "end" if close else "middle",
        )
        if ahead:
            _expect(chart, field, chart.last_at, list(enumerate(ahead, start=len(points))))
    return chart


def _name(chart: Line, field: Field, names: list[str]) -> None:
    """Write as many labels under the line as there is room for, the last one always."""
    skip = every(len(names), field.right - field.left, max(map(len, names), default=1))
    for index, name in enumerate(names):
        if (len(names) - 1 - index) % skip == 0:
            # Labels at the ends turn inwards rather than leave the picture.
            half = len(name) * LETTER / 2
            x = field.x(index)
            anchor = "end" if x + half > chart.width else "start" if x < half else "middle"
            chart.labels.append(Text(at(x), at(chart.height - 8), name, anchor))


def _connect(chart: Line, field: Field, points: Sequence[Point]) -> tuple[int, float] | None:
    """Join neighbours that were measured; return the last of them."""
    run: list[str] = []
    last: tuple[int, float] | None = None
    for index, point in enumerate([*points, Point("", None)]):
        if point.value is None:
            if len(run) > 1:
                chart.paths.append("M" + "L".join(run))
            run = []
            continue
        spot = field.spot(index, point.value)
        run.append(" ".join(spot))
        chart.points.append(spot)
        last = (index, point.value)
    return last


def _aim(chart: Line, field: Field, target: float, label: str, latest: list[float]) -> None:
    """Draw the target; its words go where the line's end is not."""
    y = field.y(target)
    chart.target = f"M{at(field.left)} {at(y)}H{at(field.right)}"
    crowded = any(abs(field.y(value) - (y - 12)) < 12 for value in latest if value != target)
    under = crowded and y + 20 < field.bottom
    chart.target_label = Text(
        at(field.left + 4 if crowded else field.right),
        at(y + (18 if under else -7)),
        label,
        "start" if crowded else "end",
    )


def _expect(
    chart: Line, field: Field, start: tuple[str, str], ahead: list[tuple[int, Ahead]]
) -> None:
    """Draw what is expected as a dotted line within the shade of its bounds."""
    origin = " ".join(start)

    def to(index: int, value: float) -> str:
        return "L" + " ".join(field.spot(index, value))

    chart.ahead = f"M{origin}" + "".join(to(i, a.middle) for i, a in ahead)
    up = "".join(to(i, a.high) for i, a in ahead)
    down = "".join(to(i, a.low) for i, a in reversed(ahead))
    chart.shade = f"M{origin}{up}{down}Z"


@dataclass(frozen=True)
class Segment:
    """A part of a bar."""

    x: str
    width: str
    series: int
    text: Text | None = None


@dataclass
class Row:
    """A laid-out bar with its label and its number."""

    y: str
    label: Text
    segments: list[Segment]
    value: Text
    url: str = ""


@dataclass
class Bars(Picture):
    """A laid-out bar chart; bars lie, so that their names can be read."""

    left: str
    right: str
    thickness: str
    rows: list[Row] = field(default_factory=list)
    target: str = ""
    target_label: Text | None = None
    track: str = "0"


@dataclass(frozen=True)
class Bar:
    """A named bar of one or more parts."""

    label: str
    values: tuple[float, ...]
    url: str = ""
    text: str = ""


def bars(
    rows: Sequence[Bar],
    *,
    show: Show,
    target: float | None = None,
    target_label: str = "",
    maximum: float | None = None,
    width: int = WIDE,
) -> Bars:
    """Lay out lying bars: the name before (when narrow, above) and the number after each."""
    narrow = width < WIDE
    texts = [row.text or show(sum(row.values)) for row in rows]
    longest = max((len(row.label) for row in rows), default=1)
    left = 0.0 if narrow else min(220.0, longest * LETTER + 14)
    numbers = max(map(len, texts), default=1) * (LETTER + 0.6) + 12
    right = width - numbers
    top = 24.0 if target is not None else 4.0
    pitch, thickness, drop = (50.0, 20.0, 22.0) if narrow else (36.0, 22.0, 0.0)
    greatest = max([sum(row.values) for row in rows] + [maximum or 0, target or 0], default=0) or 1
    scale = (right - left) / greatest

    chart = Bars(
        width,
        ceil(top + pitch * len(rows)),
        at(left),
        at(right),
        at(thickness),
        track=at(right - left),
    )
    for index, (row, text) in enumerate(zip(rows, texts, strict=True)):
        y = top + pitch * index
        name = row.label
        room = int((right if narrow else left - 10) / LETTER)
        if len(name) > room:
            name = name[: room - 1].rstrip() + "…"
        label = Text("0", at(y + (14 if narrow else 16)), name)
        x = left
        segments = []
        for number, value in enumerate(row.values):
            part = value * scale
            inside = None
            if len(row.values) > 1 and part > len(show(value)) * LETTER + 8:
                inside = Text(
                    at(x + part / 2), at(y + drop + thickness / 2 + 4.5), show(value), "middle"
                )
            segments.append(Segment(at(x), at(max(part, 0)), number, inside))
            x += part
        value_text = Text(at(width), at(y + drop + thickness / 2 + 4.5), text, "end")
        chart.rows.append(Row(at(y + drop), label, segments, value_text, row.url))
    if target is not None:
        x = left + target * scale
        chart.target = f"M{at(x)} {at(top - 6)}V{at(chart.height)}"
        anchor = "end" if x + len(target_label) * LETTER > width else "start"
        chart.target_label = Text(
            at(x + (-2 if anchor == "end" else 2)), at(top - 10), target_label, anchor
        )
    return chart


@dataclass(frozen=True)
class Cell:
    """A square of a heat map; `shade` 0–4, or None when nothing was measured."""

    x: str
    y: str
    shade: int | None
    text: Text


@dataclass
class Heat(Picture):
    """A laid-out heat map."""

    cell_width: str
    cell_height: str
    columns: list[Text] = field(default_factory=list)
    rows: list[Text] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)


def heat(
    rows: Sequence[tuple[str, Sequence[float | None]]],
    columns: Sequence[str],
    *,
    show: Show,
    width: int = WIDE,
) -> Heat:
    """Lay out a table of values as shaded cells; the number stands in every cell that has room."""
    longest = max((len(name) for name, _ in rows), default=1)
    left = min(width * 0.34, longest * LETTER + 12)
    cell = (width - left) / max(1, len(columns))
    tall, top = 34.0, 24.0
    known = [value for _, values in rows for value in values if value is not None]
    low, high = min(known, default=0), max(known, default=1)
    chart = Heat(width, ceil(top + tall * len(rows)), at(cell - 3), at(tall - 3))
    skip = every(len(columns), width - left, max(map(len, columns), default=1))
    for index, name in enumerate(columns):
        if index % skip == 0:
            chart.columns.append(Text(at(left + cell * (index + 0.5)), "14", name, "middle"))
    for number, (name, values) in enumerate(rows):
        y = top + tall * number
        room = int((left - 8) / LETTER)
        short = name if len(name) <= room else name[: room - 1].rstrip() + "…"
        chart.rows.append(Text("0", at(y + 20), short))
        for index, value in enumerate(values):
            x = left + cell * index
            text = "–" if value is None else show(value)
            if len(text) * LETTER > cell - 4:
                text = ""
            chart.cells.append(
                Cell(at(x), at(y), shade_of(value, low, high),
                     Text(at(x + (cell - 3) / 2), at(y + 20), text, "middle"))
            )  # fmt: skip
    return chart


def shade_of(value: float | None, low: float, high: float) -> int | None:
    """Return which of five shades a value gets between the lowest and the highest."""
    if value is None:
        return None
    if high <= low:
        return 2
    return min(4, int((value - low) / (high - low) * 5))


def share(value: float, maximum: float) -> float:
    """Return a value's part of a maximum in percent, within 0–100."""
    if maximum <= 0:
        return 0.0
    return max(0.0, min(100.0, value / maximum * 100))
