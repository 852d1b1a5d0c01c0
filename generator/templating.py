"""Jinja as this project uses it: everything escaped, nothing undefined, mistakes told by file and line.

A theme is a folder whose files stand in for those of the same name among the templates. A file of a theme may build on
the one that it replaces: `{% extends "default/page.html.j2" %}`.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from functools import cache, lru_cache
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

import jinja2
from markupsafe import Markup, escape

from generator import fingerprints, theming
from generator.codes import Codes, place
from generator.config import Config
from generator.errors import TemplateError

_REMEDY = "mend the template, or delete it to see what it was for"
_MOST_KNOWN = 40
_OWN = (FunctionType, MethodType)
_CODES = Codes(place(__file__), most=200)
_FAULTS = (
    jinja2.TemplateError,
    TypeError,
    ValueError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RecursionError,
)


def rendered(config: Config, name: str, values: Mapping[str, Any]) -> str:
    """A template of the theme, or else of the templates, with `values`; TemplateError names the file and the line."""
    theming.ask(name)
    places = theming.folders(config)
    try:
        page = _environment(tuple(folder for folder, _ in places)).get_template(name).render(values)
    except jinja2.TemplateSyntaxError as error:
        raise _syntax(error, places, name) from error
    except _FAULTS as error:
        raise _fault(error, places, values) from error
    return re.sub(r"\n\s*", "\n", page).strip() + "\n"


def faults(config: Config) -> Iterator[TemplateError]:
    """What keeps templates of the project from being read at all, whether a page has wanted them yet or not."""
    places = theming.folders(config)
    for folder, shown in places:
        for path in sorted(folder.rglob("*.j2")) if folder != theming.OWN else ():
            name = path.relative_to(folder).as_posix()
            try:
                _environment(tuple(place for place, _ in places)).compile(path.read_text("utf-8"), name, str(path))
            except jinja2.TemplateSyntaxError as error:
                yield _syntax(error, places, name)
            except (OSError, UnicodeDecodeError) as error:
                yield theming.unreadable(error, f"{shown}/{name}")


def _syntax(error: jinja2.TemplateSyntaxError, places: tuple[tuple[Path, str], ...], name: str) -> TemplateError:
    file = _shown(Path(error.filename), places) if error.filename else f"{places[-1][1]}/{error.name or name}"
    return TemplateError(str(error.message), _REMEDY, path=file, line=error.lineno)


def forget() -> None:
    """Look for every template anew: a file of a theme may stand in for one that was read before."""
    _environment.cache_clear()


def context_filter(name: str) -> Callable[..., Any]:
    """A filter that calls the value `name` of the page being written."""

    @jinja2.pass_context
    def filtered(context: jinja2.runtime.Context, *given: Any, **named: Any) -> Any:
        return context[name](*given, **named)

    return filtered


class _Context(jinja2.runtime.Context):
    """Calls the functions that a page is given as they are, a hundred times a page; all others as Jinja calls them."""

    def call(__self, __obj: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: N805  # as Jinja has it
        if type(__obj) not in _OWN or hasattr(__obj, "jinja_pass_arg"):
            return super().call(__obj, *args, **kwargs)
        if kwargs:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
        return __obj(*args, **kwargs)


class _Template(jinja2.Template):
    """A template that takes markup for what it is, where Jinja makes a copy of it."""

    @classmethod
    def _from_namespace(
        cls, environment: jinja2.Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> jinja2.Template:
        namespace["escape"] = _escaped
        return super()._from_namespace(environment, namespace, globals)


def _escaped(value: object) -> Markup:
    if type(value) is Markup:
        return value
    return _escaped_text(value) if type(value) is str else escape(value)


@lru_cache(maxsize=2048)  # names of classes and of kinds, numbers: pages have the same
def _escaped_text(text: str) -> Markup:
    return escape(text)


class _Named(jinja2.StrictUndefined):
    """Undefined values whose message lists the fields that there are."""

    @property
    def _undefined_message(self) -> str:
        name, owner = self._undefined_name, self._undefined_obj
        if self._undefined_hint or owner is jinja2.utils.missing or not isinstance(name, str):
            return super()._undefined_message
        kind = type(owner).__name__
        return f"{kind} has no field {name!r}; it has {_listed(dir(owner), name)}"


def _listed(names: Any, wanted: str) -> str:
    """Public names, the nearest to the wanted one first."""
    import difflib  # noqa: PLC0415  # wanted for mistakes alone

    known = sorted(str(name) for name in names if not str(name).startswith("_"))
    near = difflib.get_close_matches(wanted, known, n=1)
    told = [*near, *(name for name in known if name not in near)]
    return ", ".join(told[:_MOST_KNOWN]) or "none"


class _Loader(jinja2.FileSystemLoader):
    """A folder of templates; one that cannot be read is told by its file."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except jinja2.TemplateNotFound:
            raise
        except (OSError, UnicodeDecodeError) as error:
            raise theming.unreadable(error, f"{Path(self.searchpath[0]).name}/{template}") from error


class _Kept(jinja2.BytecodeCache):
    """The code of templates that were compiled before: found by their text, their file, and the program."""

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        bucket.code = _CODES.find(self._key(bucket))

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.code is not None:
            _CODES.add(self._key(bucket), bucket.code)

    def _key(self, bucket: jinja2.bccache.Bucket) -> str:
        return f"{bucket.key} {bucket.checksum} {fingerprints.program('')}"


@cache
def _environment(places: tuple[Path, ...]) -> jinja2.Environment:
    default = jinja2.PrefixLoader({theming.DEFAULT: _Loader(places[-1])})
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([*map(_Loader, places), default]),
        autoescape=True,  # for every name: by default `.html.j2` would not be escaped
        undefined=_Named,
        bytecode_cache=_Kept(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.context_class, environment.template_class = _Context, _Template
    environment.filters |= {name: context_filter(name) for name in ("cite", "source", "extract")}
    return environment


def _fault(error: Exception, places: tuple[tuple[Path, str], ...], values: Mapping[str, Any]) -> Exception:
    """A fault of a template as an error that says where; any other fault as it is."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _shown(Path(frame.filename), places)]
    where, line = (_shown(Path(frames[-1].filename), places), frames[-1].lineno) if frames else (places[-1][1], None)
    if isinstance(error, jinja2.TemplateNotFound):
        return TemplateError(f"no template {str(error)!r}", "add it, or mend the include", path=where, line=line)
    if not frames:
        return error
    what = "templates include each other without end" if isinstance(error, RecursionError) else str(error)
    undefined = re.fullmatch(r"'(\w+)' is undefined", what)
    if undefined and isinstance(error, jinja2.UndefinedError):
        what += f"; there are {_listed(values, undefined[1])}"
    return TemplateError(what, _REMEDY, path=where, line=line)


def _shown(path: Path, places: tuple[tuple[Path, str], ...]) -> str:
    """A file of one of the folders as messages name it; empty for any other."""
    inside = ((folder, name) for folder, name in places if path.is_relative_to(folder))
    return next((f"{name}/{path.relative_to(folder).as_posix()}" for folder, name in inside), "")
