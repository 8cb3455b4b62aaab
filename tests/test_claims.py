"""What is widely claimed of this medicine, and the words of the guide that set it right: its numbers and its doubts."""

from __future__ import annotations

import re

import pytest

from bot.content import content_folder, plain, read_guide
from bot.content.coverage import read_claims

GUIDE = read_guide(content_folder())
CLAIMS = {one.key: one for one in read_claims(content_folder() / "claims.tsv", GUIDE)}


@pytest.mark.parametrize(
    ("claim", "page", "told"),
    [
        ("C01", "about/rheumatoid-arthritis", ("now seldom used for it",)),
        ("C03", "howitworks/immune-system", ("as a whole", "not pick out only the part that does harm")),
        ("C04", "howitworks/how-it-works", ("slows the making of new immune cells", "building blocks of DNA")),
        ("C05", "benefits/what-it-can-do", ("does not take it away", "infections, low blood cells", "some cancers")),
        ("C06", "about/what-it-is-for", ("The US label names two: a kidney transplant and rheumatoid arthritis",)),
        ("C08", "benefits/protecting-organs", ("do not prove that it spares each organ",)),
        ("C09", "benefits/staying-well", ("8 of 100", "21 of 100", "85 of 100", "47 of 100", "no such numbers")),
        ("C09", "missed/after-stopping", ("three years",)),
        ("C11", "sideeffects/how-common", ("37 of 100 stopped", "1 in 10 or more", "1 in 10 to 1 in 100")),
        ("C12", "sideeffects/pancreas-trouble", ("first two months", "7 of 100", "2 to 4", "emergency number")),
        ("C13", "sideeffects/cancer-risk", ("3 in 10,000", "5 to 9 in 10,000", "four to six times", "US label")),
        ("C13", "sideeffects/lymphoma-risk", ("rises with the years", "went back down after stopping")),
        ("C13", "sideeffects/young-men", ("Most people who get it die of it", "no number for how often")),
        ("C14", "bloodtests/how-often", ("weeks 2, 4, 8 and 12", "each week for a month")),
        ("C16", "interactions/with-food", ("Sources do not agree", "with food or without", "an empty stomach")),
        ("C16", "interactions/milk", ("Sources disagree", "no milk or dairy", "can settle the stomach")),
        ("C19", "stories/how-to-read-them", ("what happened to one person", "510 people", "37 of 100")),
        ("C19", "stories/miracle", ("does not take it away", "about half of those who stopped")),
        ("C21", "missed/late-tablet", ("nobody has two at once", "They do not agree on how close is close")),
        ("C24", "tips/eating", ("No source has a diet for these tablets", "No proof was found")),
        ("C25", "interactions/alcohol", ("do not agree", "none gives a limit", "never a drop")),
        ("C25", "interactions/drinking-a-lot", ("binge", "2007", "No source gives a number of beers")),
        ("C26", "interactions/echinacea", ("may work against your tablets", "mostly theory")),
        ("C27", "tips/moving-your-body", ("They were small", "half an hour", "three days a week")),
        ("C28", "tips/stress", ("no proof that it changes what the tablets do",)),
        ("C29", "benefits/years-on-it", ("not all of it", "risk that rises with years")),
        ("C30", "pregnancy/planning", ("UK and European sources", "US label says that it can harm")),
        ("C30", "vaccines/live", ("mostly avoided", "Sources differ")),
        ("C18", "sideeffects/sun", ("factor 30 or more", "all year")),
    ],
)
def test_what_is_claimed_is_set_right_on_the_page_that_is_named(claim: str, page: str, told: tuple[str, ...]) -> None:
    assert page in CLAIMS[claim].excerpts
    shelf, _, topic = page.partition("/")
    excerpt = GUIDE.get(shelf, topic)
    assert excerpt is not None
    said = " ".join(plain(excerpt.body).split())
    for words in told:
        assert words in said, words


def test_no_page_praises_the_medicine() -> None:
    praise = re.compile(
        r"game.?chang|beacon|miracl|revolution|transform|cornerstone|breakthrough|life.?chang|wonder|new lease|amazing",
        re.IGNORECASE,
    )
    assert [one.topic for one in GUIDE.excerpts if praise.search(one.body)] == []
