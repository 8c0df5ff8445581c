"""Titles as they are sorted: without, or with the leading article behind."""

import re

_ARTICLE = re.compile(
    r"^(?P<article>the|an?)\s+(?P<rest>\S.*?)(?P<groups>(?:\s*\([^()]*\))*)$", re.IGNORECASE
)


def sort_title(title: str) -> str:
    """The title with a leading article behind a comma; closing groups in brackets stay at the end.

    >>> sort_title("The Salt Road (Mira Oakhollow)"), sort_title("A")
    ('Salt Road, The (Mira Oakhollow)', 'A')
    """
    match = _ARTICLE.match(title.strip())
    return f"{match['rest']}, {match['article']}{match['groups']}" if match else title.strip()


def without_article(title: str) -> str:
    """The title without a leading article.

    >>> without_article("An Ember"), without_article("Another Ember")
    ('Ember', 'Another Ember')
    """
    match = _ARTICLE.match(title.strip())
    return match["rest"] + match["groups"] if match else title.strip()
