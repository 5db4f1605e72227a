"""Shapes made of shapes: lists, values by id, entries with named fields. Pure."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, get_type_hints

from msgspec import Struct, structs

from app.forms.model import Form
from app.report.shapes import Known, Shape, Unfit, short

_NO_MAPPING, _NO_LIST = "应当是一组“名字: 值”", "应当是一个列表"


class Many(Shape, frozen=True):
    """A list of values of one shape."""

    each: Shape

    def taken(self, form: Form, value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise Unfit(_NO_LIST)
        return tuple(self.each.taken(form, each) for each in value)

    def loaded(self, value: Any) -> Any:
        return [self.each.loaded(each) for each in value] if isinstance(value, list) else value

    def plain(self, value: Any) -> list[Any]:
        return [self.each.plain(each) for each in value]

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.each.schema()}


class Entries(Many, frozen=True):
    """A list of entries, of which a fault names the one by its number."""

    one_by: str = ""
    """The field that names an entry: no two have the same."""

    def taken(self, form: Form, value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise Unfit(_NO_LIST)
        made: dict[Any, Any] = {}
        for number, each in enumerate(value, 1):
            entry = within(f"第 {number} 条，", self.each, form, each)
            name = getattr(entry, self.one_by) if self.one_by else number
            if name in made:
                raise Unfit(f"第 {number} 条，{self.one_by} {short(name)} 出现了两次")
            made[name] = entry
        return tuple(made.values())


class ById(Shape, frozen=True):
    """Values of one shape by the ids of cells or texts."""

    each: Shape
    known: Known

    def taken(self, form: Form, value: Any) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            raise Unfit(_NO_MAPPING)
        for id_ in value:
            if not isinstance(id_, str) or not self.known(form, id_):
                raise Unfit(f"里没有 {short(id_)}")
        return frozen({i: within(f"{i} ", self.each, form, v) for i, v in value.items()})

    def loaded(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {id_: self.each.loaded(each) for id_, each in value.items()}

    def plain(self, value: Any) -> dict[str, Any]:
        return {id_: self.each.plain(each) for id_, each in value.items()}

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": self.each.schema()}


class Entry(Shape, frozen=True):
    """A struct whose fields are annotated with their shapes; a mapping with its names becomes one.

    A field with a default need not be there, and is not in the file where it is the default.
    """

    made: type[Struct]

    def taken(self, form: Form, value: Any) -> Struct:
        fields, given = fields_of(self.made), self._given(value)
        kept: dict[str, Any] = {}
        for name, each in given.items():
            if name not in fields:
                raise Unfit(f"里面有不认识的项目 {short(name)}")
            try:
                kept[name] = fields[name].shape.taken(form, each)
            except Unfit as fault:
                raise Unfit(f"{name} {fault}") from None
        if missing := [name for name, field in fields.items() if field.needed and name not in kept]:
            raise Unfit(f"缺少 {'、'.join(missing)}")
        return self.made(**kept)

    def _given(self, value: Any) -> Mapping[str, Any]:
        if isinstance(value, self.made):
            return dict(self._said(value))
        if isinstance(value, Mapping):
            return value
        raise Unfit(_NO_MAPPING)

    def _said(self, value: Struct) -> Iterable[tuple[str, Any]]:
        for name, field in fields_of(self.made).items():
            each = getattr(value, name)
            if field.needed or each != field.default:
                yield name, each

    def loaded(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        fields = fields_of(self.made)
        return {
            name: fields[name].shape.loaded(each) if name in fields else each
            for name, each in value.items()
        }

    def plain(self, value: Any) -> dict[str, Any]:
        fields = fields_of(self.made)
        return {name: fields[name].shape.plain(each) for name, each in self._said(value)}

    def schema(self) -> dict[str, Any]:
        fields = fields_of(self.made)
        return {
            "type": "object",
            "properties": {
                name: {"description": field.says, **field.shape.schema()}
                for name, field in fields.items()
            },
            "required": [name for name, field in fields.items() if field.needed],
            "additionalProperties": False,
        }


class Field(Struct, frozen=True):
    """One field of an entry."""

    shape: Shape
    says: str
    """What it is, in English, for docs/format.md."""
    needed: bool
    default: Any


@cache
def fields_of(made: type[Struct]) -> dict[str, Field]:
    """The fields of a struct, each annotated as `Annotated[type, shape, "what it is"]`."""
    hints = get_type_hints(made, include_extras=True)
    fields = {}
    for field in structs.fields(made):
        shape, says = hints[field.name].__metadata__
        fields[field.name] = Field(shape, says, field.required, field.default)
    return fields


def frozen(mapping: dict[str, Any]) -> Mapping[str, Any]:
    """The mapping for reading; whoever keeps the dict itself can still change it."""
    return MappingProxyType(mapping)


def within(place: str, shape: Shape, form: Form, value: Any) -> Any:
    """The value taken by its shape; a fault names the place that it is at."""
    try:
        return shape.taken(form, value)
    except Unfit as fault:
        raise Unfit(f"{place}{fault}") from None
