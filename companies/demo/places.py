"""Places on the map for the demo's workplaces: an invented coast, each town round its harbour."""

import hashlib

from django.utils.encoding import force_bytes

from companies.models import Workplace
from companies.places_file import import_places
from jobcenter.models import Jobcentre, Membership

# Open water between Samsø and Sejerø: no municipality lies there, so nothing is anybody's.
SOUTH, WEST, HEIGHT, WIDTH = 55.90, 10.75, 0.16, 0.30
SPREAD = 0.022  # degrees from a town's middle to its edge


def _chance(*words: str) -> float:
    """Return a number from 0 to 1 that is the same every time."""
    digest = hashlib.sha256(force_bytes("|".join(words))).digest()
    return int.from_bytes(digest[:4], "big") / 2**32


def place_of(city: str, number: str) -> tuple[float, float]:
    """Return latitude and longitude of a workplace: most stand near the middle of their town."""
    middle = SOUTH + HEIGHT * _chance(city, "n"), WEST + WIDTH * _chance(city, "e")
    north = (_chance(number, "a") + _chance(number, "b") - 1) * SPREAD
    east = (_chance(number, "c") + _chance(number, "d") - 1) * SPREAD * 1.8
    return round(middle[0] + north, 5), round(middle[1] + east, 5)


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Place the jobcentre's workplaces that have no place yet."""
    rows = Workplace.objects.filter(municipality_code=jobcentre.code, latitude=None)
    import_places(
        ";".join(map(str, (number, *place_of(city, number))))
        for city, number in rows.order_by("id").values_list("city", "p_number")
    )
