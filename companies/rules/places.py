"""What a line of the file of places must say: a P number, and degrees within Denmark."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from jobcenter.errors import N_, Refused

# Denmark with its waters, in degrees (WGS 84): from Gedser to Skagen, from the North Sea to
# Christiansø. Greenland and the Faroes have no municipality of the employment act.
SOUTH, NORTH, WEST, EAST = 54.4, 58.0, 7.5, 15.6
_DIGITS = re.compile(r"\d{10}", re.ASCII)
_DEGREES = re.compile(r"-?\d{1,3}(?:[.,]\d{1,15})?", re.ASCII)


class Place(NamedTuple):
    """Where a workplace is, in degrees."""

    p_number: str
    latitude: float
    longitude: float


def check_place(cells: Sequence[str]) -> Place:
    """Return a line's place; refused, with a sentence, where it cannot be right."""
    if len(cells) < 3:
        raise Refused("place_columns", N_("The line needs a P number, a latitude, a longitude."))
    number, north, east = (cell.strip() for cell in cells[:3])
    if not _DIGITS.fullmatch(number):
        raise Refused("place_number", N_("A P number has ten digits."))
    if not (_DEGREES.fullmatch(north) and _DEGREES.fullmatch(east)):
        raise Refused("place_degrees", N_("Latitude and longitude are degrees, such as 55.6761."))
    latitude, longitude = (float(text.replace(",", ".")) for text in (north, east))
    if not _is_here(latitude, longitude):
        if _is_here(longitude, latitude):
            raise Refused("place_swapped", N_("Latitude and longitude have changed places."))
        raise Refused("place_abroad", N_("The place is not in Denmark."))
    return Place(number, latitude, longitude)


def _is_here(latitude: float, longitude: float) -> bool:
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST
