"""Statements: who does what to whom, in sentences written for each rule."""

import pytest

import closereading as cr
from closereading.statement import statements


def article(text, **options):
    return cr.Article.from_text(text, doc_id="a", **options)


def pairs(text, **options):
    """Return source, target and quad class, persons as their country."""
    a = article(text, **options)
    mentions = cr.mentions(a)
    country = dict(zip(mentions["actor_id"], mentions["country"], strict=True))
    table = statements(a)
    columns = zip(table["source"], table["target"], table["quad"], strict=True)
    return [(country.get(s) or s, country.get(t) or t, quad) for s, t, quad in columns]


def one(text, **options):
    table = statements(article(text, **options))
    assert table["statement_id"].nunique() == 1
    return table.iloc[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # active, passive, participle, relative clause
        ("Chile condemned Bolivia.", [("CHL", "BOL", "VK")]),
        ("Bolivia was condemned by Chile.", [("CHL", "BOL", "VK")]),
        ("The tariffs imposed by Chile on Bolivian gas hurt.", [("CHL", "BOL", "MK")]),
        ("Chile, which had condemned Bolivia, kept its border open.", [("CHL", "BOL", "VK")]),
        ("In response, Chile wrote a letter, urging Bolivia to wait.", [("CHL", "BOL", "VC")]),
        ("It was Peru that first accused Chile of theft.", [("PER", "CHL", "VK")]),
        ("A ban imposed by Indonesia hit Australia.", [("IDN", "AUS", "MK")]),
        # help is help, whatever is helped
        ("China is helping Russia circumvent sanctions.", [("CHN", "RUS", "MC")]),
        ("Iran helped Peru to shoot down the drone.", [("IRN", "PER", "MC")]),
        # ties that go wrong; what several share
        ("Peru continues to strain ties with Chile.", [("PER", "CHL", "VK")]),
        (
            "The row strained Japan's ties with South Korea.",
            [("JPN", "", "VK"), ("KOR", "", "VK")],
        ),
        ("Relations between Peru and Chile have soured.", [("PER", "", "VK"), ("CHL", "", "VK")]),
        ("Morocco and Algeria cut ties.", [("MAR", "", "MK"), ("DZA", "", "MK")]),
        ("Ecuador and Peru are at odds.", [("ECU", "", "VK"), ("PER", "", "VK")]),
        ("Peru remains at odds with Chile.", [("PER", "CHL", "VK")]),
        ("Tehran's missile programme strained ties with Riyadh.", [("IRN", "SAU", "VK")]),
        ("Strained ties between Chad and Libya last.", [("TCD", "", "VK"), ("LBY", "", "VK")]),
        ("Chad's ties with Libya are tense.", [("TCD", "", "VK"), ("LBY", "", "VK")]),
        ("Chad's ties with Libya are close.", [("TCD", "", "VC"), ("LBY", "", "VC")]),
        # who leaves a bloc clashes with it; who leaves a place doesn't
        ("Qatar quit OPEC.", [("QAT", "opec", "MK")]),
        ("Ethiopia withdrew from the African Union.", [("ETH", "african-union", "MK")]),
        ("Ethiopia withdrew its troops from Somalia.", [("ETH", "SOM", "MC")]),
        ("Benin left the meeting of the African Union.", []),
        ("Kenya agreed to quit the African Union.", [("KEN", "african-union", "VK")]),
        # a noun with an infinitive, a refusal, an adjective of will
        ("Peru's refusal to recognise Kosovo hurt.", [("PER", "XKX", "VK")]),
        ("Peru's promise to help Chile came late.", [("PER", "CHL", "VC")]),
        ("Peru is unwilling to help Ecuador.", [("PER", "ECU", "VK")]),
        ("Norway announced the suspension of aid to Mali.", [("NOR", "MLI", "MK")]),
        ("The lifting of sanctions on Iran by Japan helped.", [("JPN", "IRN", "MC")]),
        ("Peru ruled out talks with Chile.", [("PER", "CHL", "VK")]),
        # what isn't ruled out is open: its own side, in words
        ("Peru did not rule out talks with Chile.", [("PER", "CHL", "VC")]),
        ("Peru did not rule out sending troops to Chile.", [("PER", "CHL", "VK")]),
        # a request is an appeal, a question is nothing
        ("Peru asked Chile to open the bridge.", [("PER", "CHL", "VC")]),
        ("Peru asked Chile for help.", [("PER", "CHL", "VC")]),
        ("Chile was asked by Peru to leave.", [("PER", "CHL", "VC")]),
        ("Peru asked that Chile open the bridge.", [("PER", "CHL", "VC")]),
        # a part in an act is the act
        ("Peru took part in attacking Chile.", [("PER", "CHL", "MK")]),
        # a place behind people is theirs
        ("Peru accused rebels in Ecuador of smuggling.", [("PER", "ECU", "VK")]),
        # ending what several share is one side's act; a promise "unless" is a threat
        ("Chad ended its pact with France.", [("TCD", "FRA", "MK")]),
        ("Kenya vowed to aid Somalia unless it voted.", [("KEN", "SOM", "VK")]),
        # the particle of the verb itself; a noun tagged as a verb; embargoes
        ("Washington gave up its base in Niger.", [("USA", "NER", "MC")]),
        ("The EU placed an embargo on Libya.", [("european-union", "LBY", "MK")]),
        ("Qatar suffered under the blockade by Saudi Arabia.", [("SAU", "QAT", "MK")]),
        ("Chile called Peru a danger to its neighbours.", [("CHL", "PER", "VK")]),
        ("Togolese officials insist that their country does not intend to leave.", []),
        # what an act draws, what is called so, what is found to be so
        ("Peru opened the fair, drawing criticism from Chile.", [("CHL", "PER", "VK")]),
        ("Washington called Iran an enemy.", [("USA", "IRN", "VK")]),
        ("France called the attack on Lebanon a crime.", []),
        ("Bangladesh wants India to extradite the banker.", [("BGD", "IND", "VC")]),
        ("Ireland has been critical of Israel.", [("IRL", "ISR", "VK")]),
        ("Rwanda poses a threat to Burundi, the minister said.", [("RWA", "BDI", "VK")]),
        # nouns
        ("China's support for North Korea worries everybody.", [("CHN", "PRK", "VC")]),
        ("A meeting between Peru and Ecuador took place.", [("PER", "", "VC"), ("ECU", "", "VC")]),
        ("The Russia-Ukraine war goes on.", [("RUS", "", "MK"), ("UKR", "", "MK")]),
        ("The Israeli attack on Iran surprised everybody.", [("ISR", "IRN", "MK")]),
        # light verbs, ends, promises, refusals
        ("Peru imposed sanctions on Ecuador.", [("PER", "ECU", "MK")]),
        ("Peru lifted its sanctions on Ecuador.", [("PER", "ECU", "MC")]),
        ("Peru suspended part of its aid to Ecuador.", [("PER", "ECU", "MK")]),
        ("Peru agreed to lift its sanctions on Ecuador.", [("PER", "ECU", "VC")]),
        ("Peru vowed to attack Ecuador.", [("PER", "ECU", "VK")]),
        ("Peru refused to help Ecuador.", [("PER", "ECU", "VK")]),
        ("Peru threatened to impose sanctions on Ecuador.", [("PER", "ECU", "VK")]),
        ("Peru is ready to help Ecuador.", [("PER", "ECU", "VC")]),
        ("Peru remained at war with Ecuador.", [("PER", "", "MK"), ("ECU", "", "MK")]),
        # several parties
        ("Peru praised Chile and Ecuador.", [("PER", "CHL", "VC"), ("PER", "ECU", "VC")]),
        ("Peru and Chile praised Ecuador.", [("PER", "ECU", "VC"), ("CHL", "ECU", "VC")]),
        ("Indian and Chinese soldiers clashed.", [("IND", "", "MK"), ("CHN", "", "MK")]),
        ("Peru and Chile accused each other of spying.", [("PER", "", "VK"), ("CHL", "", "VK")]),
        ("Peru met with Chile.", [("PER", "", "VC"), ("CHL", "", "VC")]),
        # the subject of what somebody demands
        ("Peru demanded that Ecuador withdraw.", [("PER", "ECU", "VK")]),
        ("Peru said that Ecuador must withdraw.", [("PER", "ECU", "VK")]),
        ("Peru said that Ecuador should withdraw.", [("PER", "ECU", "VC")]),
        ("Peru allowed Bolivian refugees to return.", [("PER", "BOL", "VC")]),
        # at home
        ("The Burmese government pardoned the protesters.", [("MMR", "MMR", "VC")]),
        ("Peruvian police arrested the opposition leader.", [("PER", "PER", "MK")]),
        # nobody else named, nobody known
        ("Peru rejected the plan.", [("PER", "", "VK")]),
        ("Two Finnish tourists were killed.", [("", "FIN", "MK")]),
        ("Two Finnish tourists were arrested in Togo.", [("TGO", "FIN", "MK")]),
        # pronouns and groups
        ("Peru said it would attack Ecuador.", [("PER", "ECU", "MK")]),
        ("Peru has never met Bolivia. It accused Ecuador.", [("PER", "ECU", "VK")]),
        ("Peru is rich. Altavia has said that it would attack Kosovo.", [("", "XKX", "MK")]),
        ("Peru is rich. Altavia said it would attack Kosovo.", [("altavia", "XKX", "MK")]),
        ("Many Bolivians live in Peru. Peru arrested them.", [("PER", "BOL", "MK")]),
        (
            "The International Court of Justice is in The Hague. The court condemned Peru.",
            [("international-court-of-justice", "PER", "VK")],
        ),
        (
            "Peru and Chile met. Brazil praised the two governments.",
            [
                ("PER", "", "VC"),
                ("CHL", "", "VC"),
                ("BRA", "CHL", "VC"),
                ("BRA", "PER", "VC"),
            ],
        ),
        (
            "Chile met Peru in Oslo. Brazil urged both to stop.",
            [("CHL", "PER", "VC"), ("BRA", "CHL", "VC"), ("BRA", "PER", "VC")],
        ),
        (
            "“Japan attacked our country,” Russia's president, Vladimir Putin, said.",
            [("JPN", "RUS", "MK")],
        ),
        # names in a row, whatever the parser made of them
        (
            "Tunisia, Algeria and Libya blamed Mali.",
            [("TUN", "MLI", "VK"), ("DZA", "MLI", "VK"), ("LBY", "MLI", "VK")],
        ),
        # they: the last plural subject; it: not the actor where a thing stands nearer
        (
            "Finland and Norway closed ranks. Russia accused them of theft.",
            [("RUS", "FIN", "VK"), ("RUS", "NOR", "VK")],
        ),
        (
            "Togo and Benin met. Farmers left. They accused Oman.",
            [("TGO", "", "VC"), ("BEN", "", "VC"), ("", "OMN", "VK")],
        ),
        ("OPEC had a plan. Nothing came of the plan, yet it impressed and angered Chad.", []),
        (
            "Chad and Laos met. China, which sells Kenya's tea to Fiji, urged both sides to wait.",
            [
                ("TCD", "", "VC"),
                ("LAO", "", "VC"),
                ("CHN", "FJI", "MC"),
                ("CHN", "FJI", "VC"),
                ("CHN", "KEN", "VC"),
            ],
        ),
        (
            "Togo and Benin met. Turkey sent instructors to both capitals.",
            [("TGO", "", "VC"), ("BEN", "", "VC"), ("TUR", "BEN", "MC"), ("TUR", "TGO", "MC")],
        ),
        # two sides: exactly two just named, all states or all persons
        (
            "Laos accused Nepal of theft. Nepal's ministry denied it. Relations between the two "
            "were strained for years.",
            [("LAO", "NPL", "VK"), ("LAO", "", "VK"), ("NPL", "", "VK")],
        ),
        (
            "Laos and Nepal share a river. Ties between the two had soured.",
            [("LAO", "", "VK"), ("NPL", "", "VK")],
        ),
        (
            "Laos and Nepal share a river. Relations between the two were warm.",
            [("LAO", "", "VC"), ("NPL", "", "VC")],
        ),
        (
            "Emmanuel Macron praised Olaf Scholz. Brazil thanked the two leaders.",
            [("FRA", "DEU", "VC"), ("BRA", "DEU", "VC"), ("BRA", "FRA", "VC")],
        ),
        (
            "Emmanuel Macron met Olaf Scholz in Rome. Brazil praised the two governments.",
            [("FRA", "DEU", "VC"), ("BRA", "", "VC")],
        ),
        (
            "Emmanuel Macron thanked Bolivia. Relations between the two were tense.",
            [("FRA", "BOL", "VC")],
        ),
        (
            "Malta and Ghana slept. Laos and Peru dozed. Fiji is far. Brazil praised the two "
            "governments.",
            [("BRA", "", "VC")],
        ),
        (
            "Togo, Ghana and Benin share a river. Brazil praised the two governments.",
            [("BRA", "", "VC")],
        ),
        # also those that are the only three joined before
        (
            "Togo, Ghana and Benin share a river. It rained. Fiji is far. Malta slept. Nobody "
            "cared. Brazil praised the three governments.",
            [("BRA", "BEN", "VC"), ("BRA", "GHA", "VC"), ("BRA", "TGO", "VC")],
        ),
        # who is merely somewhere doesn't act for the place; its officials do
        ("A diplomat in Lima warned Chile.", [("", "CHL", "VK")]),
        ("Foreign envoys in Lima condemned Chile.", [("", "CHL", "VK")]),
        ("Officials in Lima condemned Chile.", [("PER", "CHL", "VK")]),
        ("Peruvian diplomats in Quito condemned Chile.", [("PER", "CHL", "VK")]),
        # whoever receives or suffers is the target
        ("Fiji will receive aid from Australia.", [("AUS", "FJI", "MC")]),
        ("Peru faces sanctions by Chile.", [("CHL", "PER", "MK")]),
        # who answers, and what concerns nobody else
        (
            "Peru accused Chile of spying. Chile rejected the charge.",
            [("PER", "CHL", "VK"), ("CHL", "PER", "VK")],
        ),
        ("Peru accused Chile of attacking Bolivia.", [("PER", "CHL", "VK")]),
        (
            "The attack by Hamas on Israel was condemned by Malta.",
            [("PSE", "ISR", "MK"), ("MLT", "PSE", "VK")],
        ),
        (
            "Egypt, along with Jordan, condemned Israel.",
            [("EGY", "ISR", "VK"), ("JOR", "ISR", "VK")],
        ),
        # infinitives that repeat what is above them
        ("Peru and Chile met to discuss the lake.", [("PER", "", "VC"), ("CHL", "", "VC")]),
    ],
)
def test_pairs(text, expected):
    assert [row for row in pairs(text) if row in expected] == expected
    assert len(pairs(text)) == len(expected) + text.count("never met")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru attacked Ecuador.", ["PER", "ECU", "MK", "attack", "verb"]),
        ("Peru is ready to help Ecuador.", ["PER", "ECU", "VC", "be ready help", "verb"]),
        ("Peru's attack on Ecuador surprised us.", ["PER", "ECU", "MK", "attack", "noun"]),
        ("Peru lifted its sanctions on Ecuador.", ["PER", "ECU", "MC", "lift sanction", "end"]),
        ("Peru vowed to attack Ecuador.", ["PER", "ECU", "VK", "vow attack", "promise"]),
        ("Peru refused to help Ecuador.", ["PER", "ECU", "VK", "refuse help", "refuse"]),
        ("Peru strained its ties with Chile.", ["PER", "CHL", "VK", "strain tie", "strain"]),
        ("Peru faces sanctions by Chile.", ["CHL", "PER", "MK", "face sanction", "undergo"]),
        # an operator that only carries on keeps the rule below it where that turns the sides
        ("Peru began to strain its ties with Chile.", ["PER", "CHL", "VK", "begin strain tie", "strain"]),
        ("Peru continues to face sanctions by Chile.", ["CHL", "PER", "MK", "continue face sanction", "undergo"]),
        ("Peru stopped its attack campaign against Chile.", ["PER", "CHL", "MC", "stop campaign attack", "end"]),
        # duties
        ("Peru said that Ecuador has to withdraw.", ["PER", "ECU", "VK", "say have", "duty"]),
        ("Peru said that Ecuador needs to withdraw.", ["PER", "ECU", "VK", "say need", "duty"]),
        ("Peru wants Ecuador to withdraw.", ["PER", "ECU", "VC", "want withdraw", "duty"]),
        ("Peru concluded that Chile must withdraw.", ["PER", "CHL", "VK", "conclude withdraw", "duty"]),
        ("Peru said that it must attack Ecuador.", ["PER", "ECU", "MK", "attack", "verb"]),
        ("Peru said that Ecuador must be attacked.", ["", "ECU", "MK", "attack", "agentless"]),
        # what stands beside the verb
        ("Peru put Ecuador under sanctions.", ["PER", "ECU", "MK", "put sanction", "verb"]),
        ("Peru took Ecuador to court.", ["PER", "ECU", "VK", "take court", "verb"]),
        ("Peru handed over a hostage to Chile.", ["PER", "CHL", "MC", "hand hostage", "verb"]),
        ("Peru called Chile a threat.", ["PER", "CHL", "VK", "call threat", "verb"]),
        # how far from the verb the other one may stand
        ("Peru closed its border to punish Ecuador.", ["PER", "ECU", "MK", "close border", "verb"]),
        ("Peru will retaliate if Ecuador attacks.", ["PER", "ECU", "MK", "retaliate", "verb"]),
        ("Peru protested because Ecuador withdrew.", ["PER", "", "VK", "protest", "alone"]),
        ("Peru bombed rebels in Ecuador.", ["PER", "ECU", "MK", "bomb", "verb"]),
        ("Peru protested in Chile.", ["PER", "", "VK", "protest", "alone"]),
        ("Peru mediated in Chile.", ["PER", "CHL", "VC", "mediate", "verb"]),
        # bodies without a country
        ("The Moraine Institute condemned Peru.", ["moraine-institute", "PER", "VK", "condemn", "verb"]),
        ("Greenpeace praised Peru.", ["greenpeace", "PER", "VC", "praise", "verb"]),
        ("The African Union condemned Peru.", ["african-union", "PER", "VK", "condemn", "verb"]),
        ("Peru condemned Greenpeace and Chile.", ["PER", "CHL", "VK", "condemn", "verb"]),
    ],
)  # fmt: skip
def test_the_parties_the_words_and_the_rule(text, expected):
    row = statements(article(text)).iloc[0]
    columns = ["source", "target", "quad", "predicate", "rule"]
    assert row[columns].tolist() == expected


def test_a_group_is_the_last_one_of_its_number():
    text = "Peru, Chile and Bolivia met. The three governments agreed to wait."
    last = statements(article(text)).tail(3)
    assert sorted(last["source"]) == ["BOL", "CHL", "PER"]
    assert set(last["predicate"]) == {"agree"}
    assert last["is_reciprocal"].all()


def test_the_span_is_what_goes_on_not_the_going_on():
    row = one("Peru continues to attack Chile.")
    assert (row["text"], row["predicate"], row["modality"]) == ("attack", "continue attack", "did")


@pytest.mark.parametrize(
    ("text", "modality", "is_negated"),
    [
        ("Peru attacked Ecuador.", "did", False),
        ("Peru did not attack Ecuador.", "did", True),
        ("Peru never attacked Ecuador.", "did", True),
        ("Peru has neither attacked Ecuador nor threatened it.", "did", True),
        ("Peru will attack Ecuador.", "will", False),
        ("Peru is going to attack Ecuador.", "will", False),
        ("Peru could attack Ecuador.", "could", False),
        ("Could Peru attack Ecuador?", "could", False),
        ("Peru must attack Ecuador.", "should", False),
        ("Peru has to attack Ecuador.", "should", False),
        ("If Peru attacks Ecuador, nobody wins.", "could", False),
        ("Peru failed to help Ecuador.", "did", True),
        # neither denied nor promised
        ("Peru did not rule out an attack on Chile.", "could", False),
        ("Peru has not ruled out talks with Chile.", "could", False),
        ("Peru refused to rule out war with Chile.", "could", False),
        ("Peru did not rule out that Chile attacked it.", "could", False),
        ("Peru ruled out talks with Chile.", "did", False),
        # not done
        ("Peru refrained from attacking Chile.", "did", True),
        ("Peru avoided attacking Chile.", "did", True),
        ("Peru avoided war with Chile.", "did", True),
        ("Peru stopped short of attacking Chile.", "did", True),
        ("Peru did not refrain from attacking Chile.", "did", False),
        ("Peru's plan to attack Chile failed.", "will", True),
        ("Chile's attempt to attack Peru was foiled.", "did", True),
        ("Peru's attack on Chile was averted.", "did", True),
        ("Peru's attack on Chile was not averted.", "did", False),
        ("The attack was prevented by Peru.", "did", False),
    ],
)
def test_modality_and_negation(text, modality, is_negated):
    row = statements(article(text)).iloc[0]
    assert (row["modality"], row["is_negated"]) == (modality, is_negated)


@pytest.mark.parametrize(
    ("text", "voice", "speaker"),
    [
        ("Peru attacked Ecuador.", "author", ""),
        ("Chile said that Peru attacked Ecuador.", "paraphrased", "CHL"),
        ("“Peru attacked Ecuador,” Chile said.", "quoted", "CHL"),
    ],
)
def test_voice(text, voice, speaker):
    row = one(text)
    assert (row["source"], row["target"]) == ("PER", "ECU")
    assert (row["voice"], row["speaker"]) == (voice, speaker)


def test_spans_time_and_issues():
    text = "On 4 May 2021 Peru imposed tariffs on Ecuador."
    row = one(text, published="2021-06-01")
    assert text[row["source_start"] : row["source_end"]] == "Peru"
    assert text[row["target_start"] : row["target_end"]] == "Ecuador"
    assert row["text"] == "imposed"
    assert row["predicate"] == "impose tariff"
    assert row["timex_id"] == cr.timexes(article(text, published="2021-06-01"))["timex_id"][0]
    assert set(row["issues"].split(";")) == set(cr.issue_mentions(article(text))["issue"])
    assert row["issues"]


def test_an_empty_side_has_no_span():
    row = one("Peru rejected the plan.")
    assert row["target"] == ""
    assert str(row["target_start"]) == "<NA>"
    assert row["rule"] == "alone"


@pytest.mark.parametrize(
    "text",
    [
        "Peru has three thousand kinds of potato.",
        "The president of Peru owns two dogs.",
        "Moscow is colder than Oslo in January.",
        "Talks about the weather bored everybody.",
        "It attacked it. They met. Both agreed with the two.",
        "On March 13 the ministry in Lima announced a plan.",
        "Peru insisted that Peru is neutral.",
        "Peru concluded that Chile is rich.",
        "Peru said that Ecuador has a lake.",
        "Peru worked for Chile.",
        "Bolivia declined to comment on Chile's claim.",
        "“Peru defends Peru,” it said.",
        "The Peruvian minister asked how long Chile would wait.",
        "Peru asked about Chile's plan.",
        "The Peruvian president asked Chile a question.",
        # "it" means the speaker, of whom no table knows
        "Peru is rich. The firm said that it would not recognise Kosovo.",
    ],
)
def test_no_statement(text):
    assert pairs(text) == []


def test_time_grows_with_the_text():
    import time

    text = "Peru accused Ecuador of spying, and it urged the two to meet. They refused to talk. "
    spent = []
    for n in (50, 200):
        a = article(text * n)
        cr.mentions(a), cr.quotations(a), cr.timexes(a), cr.issue_mentions(a)
        start = time.process_time()
        assert len(statements(a)) >= n
        spent.append(time.process_time() - start)
    assert spent[1] < 12 * spent[0]
