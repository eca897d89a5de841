"""The words that decide: verb classes, nouns that name a happening, and small closed sets."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def words(text: str) -> frozenset[str]:
    """Return the words of a string."""
    return frozenset(text.split())


REPORTING = words("""
    acknowledge add admit announce argue assert claim comment conclude confirm declare explain find
    indicate insist mention note observe predict recall reply report reveal say state stress
    suggest tell testify warn write
""")
SAYING = words("add ask comment explain note observe put quote recall reply say tell write")
STATIVE = words("""
    account amount appear be belong believe consist contain cost depend deserve differ doubt exist
    face fear feel have hold hope include involve know lack like live love maintain matter mean
    need own owe possess prefer rank reflect regard rely remain represent require resemble see
    seem stand tend think underpin understand want wish
""")
WISHES = words("may might must ought should")  # negated, they say what ought not to be, or may not
ANSWERS = words("clarify confirm disclose elaborate explain indicate reveal say specify state tell")
FEARING = words("""
    afraid anxiety anxious caution concern concerned danger doubt dread fear fearful possibility
    prospect risk
    suspect suspicion threat warn warning wonder worried worry
""")
GUESSING = words("argue believe estimate forecast guess imagine predict reckon suppose think")
FIRST_PERSON = words("i we you one")
POINTERS = words("he she it they this that these those the both")
EARLIER = words("earlier previous prior former past recent older")
LASTING = words("""
    always consistently constantly frequently generally historically increasingly long never often
    regularly repeatedly routinely sometimes steadily traditionally usually
""")
UNITS = words("days weeks months years decades centuries generations")
RARE = words("first last only")

HAPPENINGS = words("""
    accord advance agreement airstrike ambush announcement appeal appointment armistice arrest
    assassination assault attack award ban battle blast bombardment bombing campaign ceasefire
    celebration ceremony clash collapse conference conflict congress convention conviction
    coronation coup crackdown crash crisis cyclone deal death debate debut decision declaration
    defeat demonstration deportation disaster discovery drill earthquake election embargo eruption
    escalation evacuation event execution exercise expedition explosion festival fire flight flood
    forum founding funeral game genocide hearing hurricane inauguration incident incursion
    independence interview invasion investigation killing landing launch lawsuit loss march
    massacre match meeting merger mission murder mutiny negotiation offensive operation pact parade
    pogrom poll protest purge raid rally ratification rebellion referendum release report
    resignation resolution retreat revolt revolution riot rising ruling sanction session settlement
    shooting shutdown siege sentence signing speech statement storm strike study summit surrender
    survey takeover talk talks test tour treaty trial trip truce tsunami unrest uprising verdict
    victory visit vote war wedding withdrawal workshop
""")


def goes_on(adverb: "Token") -> bool:
    """Return whether an adverb says that something lasts or returns: not in "long before"."""
    after = adverb.doc[adverb.i + 1] if adverb.i + 1 < len(adverb.doc) else adverb
    return adverb.lower_ in LASTING and after.lower_ not in ("after", "ago", "before")
