"""Quotes of a text found again."""

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from test_correction import article

from closereading.correction.quote import LOOSE, Quote, ground


def find(text, *quote):
    return ground(article(text)).find(Quote(*quote))


texts = st.text(st.sampled_from("ab c\n\t“”’\"'-‐\u00a0\x00\x07é😀"), min_size=1, max_size=120)


@settings(deadline=None)
@given(texts, st.data())
@example("aa aa aa", None)
@example("so me t me", None)
def test_a_quote_finds_its_span_and_no_other(text, data):
    text = f"Z{text}"
    kept = [i for i, c in enumerate(text) if not LOOSE.match(c)]
    pairs = [(a, b + 1) for a in kept for b in kept if a <= b][:40]
    if data is not None:
        a, b = data.draw(st.sampled_from(kept)), data.draw(st.sampled_from(kept))
        pairs = [(min(a, b), max(a, b) + 1)]
    here = ground(article(text))
    for start, end in pairs:
        quote = here.quote(start, end)
        assert here.find(quote) == ([(start, end)], True)
        typed = Quote(
            *(" ".join(part.replace("“", '"').replace("’", "'").split()) for part in quote)
        )
        assert here.find(typed) == ([(start, end)], True)


@settings(deadline=None)
@given(texts, texts)
def test_a_quote_survives_any_edit_beyond_its_context(before, after):
    passage = "Yesterday the old port of Mombasa was closed to all ships until further notice came."
    start = passage.index("closed")
    quote = ground(article(passage)).quote(start, start + 6)
    assume(LOOSE.sub("", before)[-1:] != "r")
    text = f"{before} {passage} {after}"
    (span,), is_whole = ground(article(text)).find(quote)
    assert text[slice(*span)] == "closed"
    assert is_whole


def test_context_grows_until_the_passage_is_told_from_others():
    text = "He said yes. " * 3 + "End."
    here = ground(article(text))
    assert here.find(here.quote(3, 7)) == ([(3, 7)], True)
    assert here.quote(3, 7) == ("said", "He ", " yes. He said yes. He said yes. ")
    assert here.quote(16, 20) == ("said", "He said yes. He ", " yes. He said yes. End.")


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("Kenya met Ghana.", ("met",), ["met"]),
        ("The metal met the ore.", ("met",), ["met"]),  # whole words first
        ("The metal rang.", ("met",), ["met"]),
        ("At some time.", ("met",), []),  # across a space
        ("Kenya met. Ghana met.", ("met",), ["met", "met"]),
        ("Kenya met. Ghana met.", ("met", "Ghana ", "."), ["met"]),
        ("It said “no”.", ('"no"',), ["“no”"]),
        ("One\n\ntwo three.", ("One two",), ["One\n\ntwo"]),
        ("A\x07B spoke.", ("A␇B",), ["A\x07B"]),  # as a workbook shows it
        ("Nothing here.", ("met",), []),
        ("Nothing here.", (" ",), []),
    ],
)  # fmt: skip
def test_quotes_are_found(text, quote, found):
    assert [text[slice(*span)] for span in find(text, *quote)[0]] == found


def test_context_that_fits_on_one_side_only():
    edited = "In spring the minister of Kenya met her colleague from Ghana in Lomé."
    before, after = "minister of Kenya ", " her friend of old"
    assert find(edited, "met", before, after) == ([(32, 35)], False)
    assert find(edited, "met", "Kenya ", after) == ([], False)  # too little to go by
    assert find(edited, "met", "minister of Togo ", after) == ([], False)
