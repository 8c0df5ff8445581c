"""A property that is worked out when it is first asked for, and then kept."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801  used as a decorator, like `property`
    """What `functools.cached_property` does, without the lock it takes up to Python 3.11.

    A page of releases asks for some thousand such values, each by one thread only.
    """

    def __init__(self, work_out: Callable[[Any], Value]) -> None:
        self.work_out = work_out
        self.name = work_out.__name__
        self.__doc__ = work_out.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> "once[Value]": ...
    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...
    def __get__(self, instance: object | None, owner: type) -> "once[Value] | Value":
        if instance is None:
            return self
        # An attribute of the instance is found before this descriptor, which has no `__set__`.
        value = instance.__dict__[self.name] = self.work_out(instance)
        return value
