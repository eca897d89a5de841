"""Quotations: who says what, on one or two sentences each."""

from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from closereading.article import Article
from closereading.mention import mentions
from closereading.parse import parse
from closereading.quotation import quotations, speakers
from closereading.quotation.cue import cue_rows
from closereading.quotation.marks import quoted
from closereading.schema import TABLES


def article(text):
    return Article.from_text(text, doc_id="a", language="en")


def found(text):
    """Every quotation as (speaker, content, mode's first letter, cue)."""
    table = quotations(article(text))
    modes = table["mode"].str[0]
    return list(zip(table["speaker"], table["text"], modes, table["cue"], strict=True))


def actor_ids(text):
    return quotations(article(text))["actor_id"].tolist()


@pytest.mark.parametrize("row", cue_rows(), ids=lambda row: f"{row.frame}: {row.cue[:20]}")
def test_each_row_of_the_data_file_finds_its_example(row):
    expected = [(row.speaker, row.content)] if row.content else []
    assert [(speaker, content) for speaker, content, _, _ in found(row.example)] == expected


def test_cues_are_listed_once_a_frame():
    pairs = [(cue, row.frame) for row in cue_rows() for cue in row.cue.split(";")]
    assert sorted(pairs) == sorted(set(pairs))


@pytest.mark.parametrize(
    "text",
    [
        "Fiji lodged a complaint. Its foreign minister said the reef was hers.",
        "Fiji lodged a complaint. It said the reef was hers.",
        "Fiji will never sell the reef, its prime minister declared.",
    ],
)
def test_its_official_speaks_for_the_last_subject(text):
    assert actor_ids(text) == ["FJI"]


CASES = [
    # names, labels and pointers
    ("Ana Ruiz: “We leave at dawn.”", [("Ana Ruiz", "We leave at dawn.", "d", ":")]),
    ("The answer: “No.”", []),
    ("The drill was “defensive”, the navy said.", [("the navy", "The drill was “defensive”", "m", "said")]),
    ("“We lost.” These were the words of Ana Ruiz, a nurse.", [("Ana Ruiz", "We lost.", "d", "words")]),
    ("“We lost everything.” This was in March.", []),
    ("“A mistake,” is how Ana Ruiz described the law.", [("Ana Ruiz", "A mistake,", "d", "described")]),
    ("The strikes, said the Pentagon, killed nobody.", [("the Pentagon", "killed nobody", "i", "said")]),
    ("Growth, forecasts the World Bank, will slow to 2 percent in Fiji.", [("the World Bank", "will slow to 2 percent in Fiji", "i", "forecasts")]),
    ("Turkey's position is that Cyprus must wait.", [("Turkey", "Cyprus must wait", "i", "position")]),
    ("The message from Hanoi is that China must wait.", [("Hanoi", "China must wait", "i", "message")]),
    ("Canada urged both sides not to arm the miners.", [("Canada", "not to arm the miners", "i", "urged")]),
    ("The bishop begged them never to return.", [("The bishop", "never to return", "i", "begged")]),
    ("Her office ordered residents not to leave the coast.", [("Her office", "not to leave the coast", "i", "ordered")]),
    ("A clerk, who asked not to be named, said the pipes froze.", [("A clerk", "the pipes froze", "i", "said")]),
    ("In a letter to the council, Guyana's president wrote that Venezuela had massed troops.", [("Guyana's president", "Venezuela had massed troops", "i", "wrote")]),
    ("Data from Eurostat showed that exports had fallen.", [("Data from Eurostat", "exports had fallen", "i", "showed")]),
    ("In Tokyo's eyes, the islands are Japanese.", [("Tokyo", "the islands are Japanese", "i", "eyes")]),
    # the cue before, after, between
    ("She said: “We leave at dawn.”", [("She", "We leave at dawn.", "d", "said")]),
    ("She told the BBC, “We leave at dawn.”", [("She", "We leave at dawn.", "d", "told")]),
    ("“We leave at dawn,” said Ana Ruiz.", [("Ana Ruiz", "We leave at dawn,", "d", "said")]),
    ("“We leave at dawn,” Ana Ruiz has said.", [("Ana Ruiz", "We leave at dawn,", "d", "said")]),
    ("“Will we leave?” she asked.", [("she", "Will we leave?", "d", "asked")]),
    ("“We won,” Ana Ruiz, who leads the party, told us.", [("Ana Ruiz", "We won,", "d", "told")]),
    ("“We won,” she went on to say.", [("she", "We won,", "d", "say")]),
    ("“Yes,” she smiled.", [("she", "Yes,", "d", "smiled")]),
    ("“We leave,” she said, “at dawn.”", [("she", "We leave,", "d", "said"), ("she", "at dawn.", "d", "said")]),
    ("She was blunt: “We leave at dawn.”", [("She", "We leave at dawn.", "d", ":")]),
    ("The general shrugged. “We leave at dawn.”", [("The general", "We leave at dawn.", "d", "")]),
    ("The minister's answer was short: “Not one metre.”", [("The minister", "Not one metre.", "d", ":")]),
    ("“A corridor” is what Lisbon calls the road.", [("Lisbon", "A corridor", "d", "calls")]),
    # going on
    ("“We leave,” she said. “The rest is talk.”", [("she", "We leave,", "d", "said"), ("she", "The rest is talk.", "d", "")]),
    ("Officials said the talks had failed. “We tried everything.”", [("Officials", "the talks had failed", "i", "said"), ("Officials", "We tried everything.", "d", "")]),
    ("“We leave,” she said. “We are tired.\n“We are old.”", [("she", "We leave,", "d", "said"), ("she", "We are tired.", "d", ""), ("she", "We are old.", "d", "")]),
    ("“We are tired.\n“We leave,” she said.", [("she", "We are tired.", "d", ""), ("she", "We leave,", "d", "said")]),
    ("“We are tired.\nWe leave,” she said.", [("she", "We are tired.\nWe leave,", "d", "said")]),
    # without quote marks
    ("The minister said that rates would rise.", [("The minister", "rates would rise", "i", "said")]),
    ("The minister said rates would rise.", [("The minister", "rates would rise", "i", "said")]),
    ("Rates will rise, the minister said.", [("the minister", "Rates will rise", "i", "said")]),
    ("Turkey, he pointed out, would not agree.", [("he", "would not agree", "i", "pointed")]),
    ("As one envoy put it, the river does not wait.", [("one envoy", "the river does not wait", "i", "put")]),
    ("According to two diplomats, the talks failed.", [("two diplomats", "the talks failed", "i", "According to")]),
    ("The talks failed, according to two diplomats who were there.", [("two diplomats", "The talks failed", "i", "according to")]),
    ("A report by the Red Cross, published today, revealed that the camp was empty.", [("A report by the Red Cross", "the camp was empty", "i", "revealed")]),
    ("He warned residents at the time that the dam could burst.", [("He", "the dam could burst", "i", "warned")]),
    ("The army called for calm, saying the road was open.", [("The army", "the road was open", "i", "saying")]),
    ("He was quoted as saying that the talks had failed.", [("He", "the talks had failed", "i", "saying")]),
    ("The paper quoted a survivor as saying: “The water came.”", [("a survivor", "The water came.", "d", "saying")]),
    ("Kofi Mensah, who says the vote was fair, left.", [("Kofi Mensah", "the vote was fair", "i", "says")]),
    ("Aides said the talks went well; the army was ready.", [("Aides", "the talks went well", "i", "said")]),
    ("The bank said rates would rise, while a union leader called it “a joke”.", [("The bank", "rates would rise", "i", "said"), ("a union leader", "a joke", "d", "called")]),
    ("SEOUL, South Korea — The army said that the road was open.", [("The army", "the road was open", "i", "said")]),
    ("North Korea vowed to strike the U.S.", [("North Korea", "to strike the U.S.", "i", "vowed")]),
    ("His aide would only say that the talks went on.", [("His aide", "the talks went on", "i", "say")]),
    ("If the snow melts, the border will open in May, the ministry says.", [("the ministry", "If the snow melts, the border will open in May", "i", "says")]),
    ("There is no alternative, the minister likes to say.", [("the minister", "There is no alternative", "i", "say")]),
    ("It will take a decade to rebuild Mosul, the governor estimated, and nobody knows who will pay.", [("the governor", "It will take a decade to rebuild Mosul", "i", "estimated")]),
    ("Beijing says it is ready; Taipei says the island is not.", [("Beijing", "it is ready", "i", "says"), ("Taipei", "the island is not", "i", "says")]),
    ("“The bridge,” according to the mayor, “was never closed.”", [("the mayor", "The bridge,", "d", "according to"), ("the mayor", "was never closed.", "d", "according to")]),
    ("“He told me, ‘Go home,’” the witness recalled.", [("the witness", "He told me, ‘Go home,’", "d", "recalled")]),
    # partly in quote marks
    ("She said Egypt had come “with a red pen.”", [("She", "Egypt had come “with a red pen.”", "m", "said")]),
    ("She warned that “hostile forces” were near.", [("She", "“hostile forces” were near", "m", "warned")]),
    ("She concluded that “the armies talk more.”", [("She", "the armies talk more.", "d", "concluded")]),
    # terms that somebody uses
    ("Cairo called it “a celebration.”", [("Cairo", "a celebration.", "d", "called")]),
    ("Venezuela denounced what it called “gunboat theatre.”", [("it", "gunboat theatre.", "d", "called")]),
    ("He described it as a “joke”, a “sham” and “theatre”.", [("He", "joke", "d", "described"), ("He", "sham", "d", "described"), ("He", "theatre", "d", "described")]),
    # one inside of another's, and inside of one's own
    ("Radio Oslo reported that Ana Ruiz said the port was closed.", [("Radio Oslo", "Ana Ruiz said the port was closed", "i", "reported"), ("Ana Ruiz", "the port was closed", "i", "said")]),
    ("Ana Ruiz said she believed the port was closed.", [("Ana Ruiz", "she believed the port was closed", "i", "said")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=lambda value: str(value)[:40])
def test_quotations(text, expected):
    assert found(text) == expected


NOTHING = [
    "The so-called “axis” fell apart.",
    "Taipei rejected the “One China” framework.",
    "Her novel “War and Peace and Oil” came out in May.",
    "The declaration did not say what harm was.",
    "He declined to say whether the hostages were alive.",
    "Critics may say that it failed.",
    "Nobody said that it was easy.",
    "The falling figures suggest that the worst is over.",
    "This means that the vote was lost.",
    "We said that it would rain.",
    "Asked whether it would rain, he smiled.",
    "He promised to do so.",
    "She went on “Fox & Friends” and spoke on “The Hour”.",
    "The cake was cut according to plan.",
    "It was said that the king was ill.",
    "As they demanded fairness from the judge, the room was stormed.",
    "He has not threatened anybody; he has asked for a number.",
    "The screen measured 6' by 2'6\" and the year was '98.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_quotation(text):
    assert found(text) == []


MARKED = [
    ("“a” b", ["a"]),
    ('"a" b', ["a"]),
    ("‘a’ b", ["a"]),
    ("'a' b", ["a"]),
    ("«a» b", ["a"]),
    ("« a » b", [" a "]),
    ("„a“ b", ["a"]),
    ("»a« b", ["a"]),
    ("‹a› b", ["a"]),
    ("“a ‘b’ c” d", ["a ‘b’ c"]),
    ("'a \"b\" c' d", ['a "b" c']),
    ("He said 'it's the ministers' aim,' and left.", ["it's the ministers' aim,"]),
    ("It's the ministers' aim, it's said.", []),
    ("'Twas the '90s, rock 'n' roll's years.", ["n"]),
    ("“a b", []),
    ("a” b", []),
    ("“a\n“b” c", ["a", "b"]),
    ("“a\nb” c", ["a\nb"]),
    ("“a\n\nb “c” d", ["c"]),
    ("“a “b” c", ["b"]),
    ("“” a “ ” b", []),
    ("a—“b”—c", ["b"]),
    ('x " a . " b " c " d', [" a . ", " c "]),
    ("(“a”), [“b”]", ["a", "b"]),
]


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_quote_marks(text, expected):
    at, paragraphs = 0, []
    for line in text.split("\n"):
        if line:
            paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    assert [text[q.start : q.end] for q in quoted(text, paragraphs)] == expected


def test_who_speaks():
    assert actor_ids("Angela Merkel met the press. “We leave,” she said.") == ["angela-merkel"]
    assert actor_ids("Tokyo said that it would wait.") == ["JPN"]
    assert actor_ids("Brazilian officials announced that talks will start.") == ["BRA"]
    assert actor_ids("A report by the United Nations found that the camp was empty.") == [
        "united-nations"
    ]
    assert actor_ids("Peru's foreign minister, Ana Ruiz, said that talks will start.") == [
        "ana-ruiz"
    ]
    met = "Chile's envoy met the press. Her Peruvian counterpart, Ana Ruiz, said that talks will start."
    assert actor_ids(met) == ["ana-ruiz"]


def test_a_name_that_is_a_mention_only_elsewhere_is_that_actor():
    text = "Peru inspected the mine and fined Altavia $4.2 million. Altavia has said that it would pay."
    assert actor_ids(text) == ["altavia"]


def test_who_does_not():
    assert actor_ids("Western diplomats in Cairo said that talks will start.") == [""]
    assert actor_ids("Ana Ruiz left. Her brother said that talks will start.")[-1] != "ana-ruiz"


def test_it_is_the_state_that_the_sentence_is_about():
    assert actor_ids("Venezuela denounced what it called “gunboat theatre.”") == ["VEN"]


def test_columns_and_missing_speakers():
    table = quotations(article("The dam held. “We saw it,” ran the headline."))
    assert [*table.columns] == [c.name for c in TABLES["quotations"]]
    assert table["speaker_start"].dtype == "Int64"
    row = quotations(article("Ana Ruiz said: “No.”")).iloc[0]
    assert (row["start"], row["end"], row["quotation_id"]) == (16, 19, "a:q16-19")
    assert (row["speaker_start"], row["speaker_end"], row["is_direct"]) == (0, 8, True)


def test_speakers_are_counted_by_words():
    table = speakers(
        article("“We leave,” said Angela Merkel. “We are tired.” A guard said that it rained.")
    )
    columns = ["actor_id", "name", "n_quotations", "n_direct", "n_words"]
    assert table[columns].to_numpy().tolist() == [
        ["angela-merkel", "Angela Merkel", 2, 2, 5],
        ["", "guard", 1, 0, 2],
    ]
    assert table["words_pct"].sum() == pytest.approx(100)
    assert speakers(article("It rained.")).empty


ODD = [
    "ok",
    "a “ ” ’ ‘ « ' \" b",
    "“a" * 300,
    "'s " * 500 + "a",
    "THE MINISTER SAID THAT “THE WAR” IS OVER.",
    "the minister said that “the war” is over.",
    "1 2 3 a",
    "He said\x00 “\u202ea\u202c <b> & ]]>”.",
    "said " * 200,
    "“No,” " * 200,
    '"No," said ' + ", ".join(["Ana Ruiz"] * 1500) + ".",
    "according to",
    "according to to to, a.",
]


def check(text):
    read = article(text)
    for row in quotations(read).itertuples():
        assert read.text[row.start : row.end] == row.text
        assert row.text == row.text.strip()
        assert any(c.isalnum() for c in row.text)
        if row.speaker:
            assert read.text[row.speaker_start : row.speaker_end] == row.speaker
    assert quotations(read)["quotation_id"].is_unique


@pytest.mark.parametrize("text", ODD, ids=lambda text: repr(text[:15]))
def test_odd_input(text):
    check(text)


PIECES = [*"“”‘’«»\"'.,:;?!—\n", "said", "he", "China", "that", "according", "to", "told", "Mr. Li", "a", "report", "is", "it’s"]  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map(" ".join))
def test_any_text(text):
    if any(c.isalpha() for c in text):
        check(text)


def test_the_time_is_linear():
    piece = "“We leave,” said Ana Ruiz. China warned that “the war” would go on, it's said. "

    def seconds(n):
        read = article("\n".join([piece * 5] * n))
        parse(read), mentions(read)
        start = process_time()
        quotations(read)
        return process_time() - start

    seconds(5)
    assert seconds(160) < 12 * seconds(20) + 0.1
