"""Several articles side by side, from the tables that were written for each."""

from .across import actor_positions, shelf_timeline, shelf_tone, trends
from .apart import distinctive
from .coverage import blind_spots, coverage
from .load import Shelf, load_shelf
from .told import told_twice

__all__ = [
    "Shelf", "actor_positions", "blind_spots", "coverage", "distinctive", "load_shelf",
    "shelf_timeline", "shelf_tone", "told_twice", "trends",
]  # fmt: skip
