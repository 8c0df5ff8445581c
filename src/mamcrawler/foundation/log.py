"""Structured logs: JSON lines for machines, coloured ones for people, and never a secret in either."""

import logging
import logging.handlers
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, TextIO

import structlog

from mamcrawler.foundation.paths import make_private_dir
from mamcrawler.foundation.redaction import redact_value

_FILE_BYTES = 10 * 2**20
_FILES = 10

# Names that structlog itself puts in; they hold no outside text.
_OURS = frozenset({"level", "timestamp", "logger"})


def configure_logging(
    level: str = "info",
    style: str = "auto",
    *,
    stream: TextIO | None = None,
    folder: Path | None = None,
    quiet: bool = False,
) -> None:
    """Sends the log to `stream` (standard error by default) and, as JSON, to rotated files in `folder`.

    `style` is json, console, or auto: console where a person watches. With `quiet` only the files get it.
    Everything that libraries log goes the same way. Calling it again replaces what was set before.
    """
    target = stream or sys.stderr
    for_people = style == "console" or (style == "auto" and target.isatty())
    handlers: list[logging.Handler] = []
    if not quiet:
        handlers.append(_handler(logging.StreamHandler(target), for_people=for_people))
    if folder is not None:
        file = logging.handlers.RotatingFileHandler(
            make_private_dir(folder) / "mamcrawler.log",
            maxBytes=_FILE_BYTES,
            backupCount=_FILES - 1,
            encoding="utf-8",
            delay=True,
        )
        handlers.append(_handler(file, for_people=False))
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    for handler in handlers:
        root.addHandler(handler)
    set_level(level)
    _send_through(structlog.stdlib.ProcessorFormatter.wrap_for_formatter)


def set_level(level: str) -> None:
    """Changes the least level logged while the program runs."""
    logging.getLogger().setLevel(level.upper())
    # These say at "info" what is of use only to who works on them.
    for chatty in (
        "apscheduler",
        "alembic",
        "httpcore2",
        "httpx2",
        "urllib3",
        "qbittorrentapi",
        "uvicorn.access",
    ):
        logging.getLogger(chatty).setLevel(logging.DEBUG if level == "debug" else logging.WARNING)
    # It warns of each look at a job that finds the last one still waiting. The next look makes up for it.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)


def logger(name: str) -> Any:
    """The logger of a room; ids bound to the present request or job run come along by themselves."""
    return structlog.stdlib.get_logger(name)


def bind(**ids: str | int | None) -> Any:
    """Puts ids on every log line of this thread or request until the context manager it returns ends."""
    return structlog.contextvars.bound_contextvars(**ids)


def hide_secrets(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The last step before a line is written: removes secrets from every value, also from tracebacks."""
    for key, value in line.items():
        if key not in _OURS and not key.startswith("_"):
            line[key] = redact_value(value, key)
    return line


def _send_through(*last: Any) -> None:
    structlog.configure(
        processors=[*_shared(), *last],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def _shared() -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]


def _handler(handler: logging.Handler, *, for_people: bool) -> logging.Handler:
    ending: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    ending += [structlog.processors.format_exc_info, hide_secrets]
    if for_people:
        ending.append(structlog.dev.ConsoleRenderer())
    else:
        ending.append(structlog.processors.JSONRenderer(ensure_ascii=False))
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=_shared(), processors=ending))
    return handler


# Until a program says where its log goes, what structlog does by itself would show every local variable.
_send_through(structlog.processors.format_exc_info, hide_secrets, structlog.processors.JSONRenderer())
