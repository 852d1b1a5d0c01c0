"""Jinja as this project uses it: everything escaped, nothing undefined, mistakes told by file and line."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from generator.errors import TemplateError

_REMEDY = "mend the template, or delete it to see what it was for"


def rendered(folder: Path, shown: str, name: str, values: Mapping[str, Any]) -> str:
    """A template of `folder` with `values`; TemplateError names the file, with `shown` for its folder, and the line."""
    try:
        page = _environment(folder).get_template(name).render(values)
    except jinja2.TemplateSyntaxError as error:
        raise _fault(str(error.message), shown, error.name or name, error.lineno) from error
    except jinja2.TemplateNotFound as error:
        raise TemplateError(f"no template {error.name!r}", "add it, or mend the include", path=shown) from error
    except (jinja2.TemplateError, TypeError, ValueError, AttributeError, LookupError) as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _inside(frame.filename, folder)]
        if not frames:
            raise
        inner = Path(frames[-1].filename).relative_to(folder).as_posix()
        raise _fault(str(error), shown, inner, frames[-1].lineno) from error
    return re.sub(r"\n\s*", "\n", page).strip() + "\n"


def context_filter(name: str) -> Callable[..., Any]:
    """A filter that calls the value `name` of the page being written."""

    @jinja2.pass_context
    def filtered(context: jinja2.runtime.Context, *given: Any, **named: Any) -> Any:
        return context[name](*given, **named)

    return filtered


@cache
def _environment(folder: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,  # for every name: by default `.html.j2` would not be escaped
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {name: context_filter(name) for name in ("cite", "source", "extract")}
    return environment


def _fault(what: str, shown: str, name: str, line: int | None) -> TemplateError:
    return TemplateError(what, _REMEDY, path=f"{shown}/{name}", line=line)


def _inside(filename: str, folder: Path) -> bool:
    return Path(filename).is_relative_to(folder)
