"""Numbers of things in sentences for people."""


def counted(number: int, thing: str) -> str:
    """The number with the name of the thing, in the plural unless it is one.

    >>> counted(1, "folder"), counted(3, "folder"), counted(0, "wanted book")
    ('1 folder', '3 folders', '0 wanted books')
    """
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
