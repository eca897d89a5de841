"""Nouns that name a happening, so that a date beside them is the date of that happening."""

HAPPENINGS = frozenset(
    """
    accord advance agreement airstrike ambush announcement appeal appointment armistice arrest
    assassination assault attack award ban battle blast bombardment bombing campaign ceasefire
    celebration ceremony clash collapse communique conference conflict congress convention
    conviction coronation coup crackdown crash crisis cyclone deal death debate debut decision
    declaration defeat demonstration deportation dialogue disaster discovery drill earthquake
    election embargo eruption escalation evacuation event execution exercise expedition explosion
    festival fire flight flood forum founding funeral game genocide hearing hurricane inauguration
    incident incursion independence interview invasion investigation killing landing launch
    lawsuit loss march massacre match meeting merger mission murder mutiny negotiation offensive
    operation pact parade pogrom poll protest purge raid rally ratification rebellion referendum
    release report resignation resolution retreat revolt revolution riot rising ruling
    sanction session settlement shooting shutdown siege sentence signing speech statement storm
    strike study summit surrender survey takeover talk talks test tour treaty
    trial trip truce tsunami unrest uprising verdict victory visit vote war wedding withdrawal
    workshop
    """.split()
)
