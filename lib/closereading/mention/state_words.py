"""Nouns of the bodies of a state."""

from .scene import words

GOVERNMENT = words(
    "government governments administration ministry ministries army military navy troops forces "
    "soldiers officials official authorities diplomats diplomat parliament regime leadership "
    "leaders negotiators negotiator delegation embassy consulate senate congress lawmakers side "
    "police warplanes warships jets airstrikes legislature cabinet court courts judiciary "
    "intelligence media representatives representative envoys envoy counterparts counterpart "
    "marines guard department agency bureau commission service services council committee sailors fighters lawmakers senators "
    "parliamentarians ministers agents investigators prosecutors"
)
