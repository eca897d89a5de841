"""A sentence of another article: `doc_id#s014`, and where a report of a shelf leads for it."""

REPORT = "03_compare_the_issues.html"  # whose copy of the article is opened


def place_url(places: str) -> str:
    """Return the link to the first of some places.

    >>> place_url("border-talks#s014;other#s001")
    '../border-talks/03_compare_the_issues.html#s014'
    """
    doc_id, _, sent_id = places.partition(";")[0].partition("#")
    return f"../{doc_id}/{REPORT}#{sent_id}"
