"""Who stands where: how actors act and speak toward others, over which issues, and when."""

from .dyad import congruence, dyads, ties
from .silence import silent_actors
from .stance import positions
from .when import issue_times

__all__ = ["congruence", "dyads", "issue_times", "positions", "silent_actors", "ties"]
