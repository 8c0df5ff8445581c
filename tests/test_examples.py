"""The examples in the docstrings of the parsers are true."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import mamcrawler


def _modules_with_examples() -> list[str]:
    found = []
    for module in pkgutil.walk_packages(mamcrawler.__path__, "mamcrawler."):
        spec = importlib.util.find_spec(module.name)
        if spec and spec.origin and ">>> " in Path(spec.origin).read_text(encoding="utf-8"):
            found.append(module.name)
    return found


@pytest.mark.parametrize("name", _modules_with_examples())
def test_examples_in_docstrings_hold(name: str) -> None:
    module = importlib.import_module(name)

    result = doctest.testmod(module, raise_on_error=False)

    assert result.attempted > 0
    assert result.failed == 0
