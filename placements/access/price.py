"""Who reads and changes the price of a place: nothing personal is in it.

Those who work with places and those who lead read it, and the business department, which knows
what companies are paid; leaders change the figures.
"""

from jobcenter.permissions import Can

READS = (Can.READ_PLACES, Can.SEE_DASHBOARD, Can.READ_COMPANIES)
WRITES = (Can.SET_FRAMES,)
