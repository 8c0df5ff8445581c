"""Settings read from the environment and the database, or one clear sentence for each that cannot be used."""

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from mamcrawler.foundation.redaction import redact
from mamcrawler.foundation.settings import PREFERENCES, Settings

PREFIX = "MAMCRAWLER_"

Place = tuple[str, ...]

_SAYINGS = {
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "bool_parsing": "must be true or false",
    "timezone_aware": "must carry its time zone, such as 2026-03-01T00:00:00Z",
    "datetime_from_date_parsing": "must be a time such as 2026-03-01T00:00:00Z",
    "datetime_parsing": "must be a time such as 2026-03-01T00:00:00Z",
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be above {gt}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be one of {expected}",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
    "value_error": "{error}",
}


class SettingsError(Exception):
    """The settings cannot be used; `sentences` says for each wrong one what is wrong."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__(" ".join(self.sentences))


def load_settings(environment: Mapping[str, str]) -> Settings:
    """The settings that a process environment gives; names without our prefix are ignored.

    Raises SettingsError.
    """
    known = setting_fields()
    given, sentences = _from_environment(environment, known)
    return _validated(_nested(given), sentences, known, given)


def with_preferences(settings: Settings, stored: Mapping[str, Any]) -> Settings:
    """`settings` with what the database holds, by "room.name", where the environment says nothing (O5).

    Raises SettingsError.
    """
    known = setting_fields()
    paths = {".".join(path): path for path in known if path[0] in PREFERENCES}
    unknown = [f"The stored setting {name} does not exist." for name in sorted(stored) if name not in paths]
    preferred = _nested({paths[name]: value for name, value in stored.items() if name in paths})
    given = settings.model_dump(exclude_unset=True)
    for room in PREFERENCES:
        given[room] = {**preferred.get(room, {}), **given.get(room, {})}
    return _validated(given, unknown, known, {})


def _validated(
    values: Mapping[str, Any],
    sentences: list[str],
    known: Mapping[Place, FieldInfo],
    given: Mapping[Place, str],
) -> Settings:
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        # Whether settings fit together can only be said of settings that are right by themselves.
        wrong = [item for item in error.errors() if not sentences or tuple(item["loc"]) in known]
        raise SettingsError([*sentences, *(_sentence(item, known, given) for item in wrong)]) from None
    if sentences:
        raise SettingsError(sentences)
    return settings


def _nested(values: Mapping[Place, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for path, value in values.items():
        target = nested
        for step in path[:-1]:
            target = target.setdefault(step, {})
        target[path[-1]] = value
    return nested


def environment_name(path: Place) -> str:
    """How a setting is called in the environment.

    >>> environment_name(("mam", "cookie"))
    'MAMCRAWLER_MAM__COOKIE'
    """
    return PREFIX + "__".join(path).upper()


def is_secret(field: FieldInfo) -> bool:
    """Whether the values of a setting are secret."""
    return (
        field.annotation is SecretStr
        or SecretStr in get_args(field.annotation)
        or any(SecretStr in get_args(part) for part in get_args(field.annotation))
    )


def setting_fields(model: type[BaseModel] = Settings, before: Place = ()) -> dict[Place, FieldInfo]:
    """Every setting with its type and description, by path: ("downloads", "mode")."""
    found: dict[Place, FieldInfo] = {}
    for name, field in model.model_fields.items():
        path = (*before, name)
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            found |= setting_fields(field.annotation, path)
        else:
            found[path] = field
    return found


def _from_environment(
    environment: Mapping[str, str], known: Mapping[Place, FieldInfo]
) -> tuple[dict[Place, str], list[str]]:
    plain = {environment_name(path): path for path in known}
    files = {f"{environment_name(path)}_FILE": path for path, field in known.items() if is_secret(field)}
    given: dict[Place, str] = {}
    sentences = []
    for name, value in sorted(environment.items()):
        if not name.upper().startswith(PREFIX) or not value.strip():
            continue
        path = plain.get(name) or files.get(name)
        if path is None:
            sentences.append(f"{name} is not a setting{_nearest(name, [*plain, *files])}")
        elif path in given:
            sentences.append(
                f"{environment_name(path)} and {environment_name(path)}_FILE are both set; keep one."
            )
        elif name in files:
            content = _read(Path(value))
            if content is None:
                sentences.append(f"{name} names the file {value}, which cannot be read as text.")
            elif content:
                given[path] = content
        else:
            given[path] = value.strip()
    return given, sentences


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None


def _nearest(name: str, known: list[str]) -> str:
    bare = {each.removeprefix(PREFIX): each for each in known}
    close = difflib.get_close_matches(name.upper().removeprefix(PREFIX), bare, n=1, cutoff=0.6)
    return f"; did you mean {bare[close[0]]}?" if close else "."


def _sentence(details: ErrorDetails, known: Mapping[Place, FieldInfo], given: Mapping[Place, str]) -> str:
    path = tuple(str(step) for step in details["loc"])
    field = known.get(path)
    saying = _SAYINGS.get(details["type"], details["msg"]).format(**details.get("ctx", {}))
    if field is None:
        subject = (
            f"The {path[0]} settings do not fit together" if path else "The settings do not fit together"
        )
        return f"{subject}: {saying}."
    name = environment_name(path) if path in given else f"The stored setting {'.'.join(path)}"
    shown = "" if is_secret(field) else f"; it is {redact(str(details['input']))[:100]!r}"
    return f"{name} {saying}{shown}."
