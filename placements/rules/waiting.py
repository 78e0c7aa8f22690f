"""The waiting list of a workplace's places: how one leaves it, and who may change its order."""

WAITING, PLACED, WITHDRAWN = "waiting", "placed", "withdrawn"
STATES = (WAITING, PLACED, WITHDRAWN)
MOVES = [(WAITING, PLACED), (WAITING, WITHDRAWN)]
SOON_DAYS = 14  # a place that is free within two weeks is offered to the first in line
