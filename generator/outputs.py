"""The files beside a page and those of a site: written by the exports that are on, and each proved before it counts."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import PurePosixPath
from types import ModuleType

from generator import claimed, exporting, indexing, plugins, sitewide
from generator.config import Config
from generator.entries import IndexEntry
from generator.errors import ProofError
from generator.exporting import PageData, Scope, SiteData
from generator.indexing import IndexPage
from generator.language import Language
from generator.model import Explainer
from generator.vouching import Voucher

INDEX = "index.html"
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, csv.Error)
"""What reading a file of a published site that was damaged may end in."""


def of_page(explainer: Explainer, config: Config, language: Language, path: str) -> dict[str, bytes]:
    """The files beside the page of an explainer, by name. ProofError, with `path`, for one that says its own."""
    parts = parts_of_page(explainer, config, language, path)
    return {name: data for part in parts for name, data in part.make().items()}


@dataclass(frozen=True, slots=True)
class Part:
    """Files that are made together; `about` is what they depend on beside settings and templates, None for anything."""

    name: str
    about: object
    make: Callable[[], dict[str, bytes]]


def parts_of_page(explainer: Explainer, config: Config, language: Language, path: str) -> list[Part]:
    """The files beside the page of an explainer; each is made, and proved, when it is asked for.

    ProofError, with `path`, for one that says its own.
    """
    page = exporting.page_data(explainer, config, language)
    facts = cache(lambda: claimed.of_page(page))

    def made(part: ModuleType) -> dict[str, bytes]:
        files = dict(part.write(page))
        _prove(files, page, facts(), path) if files else None
        return files

    def about(part: ModuleType) -> object:
        return part.about(page) if hasattr(part, "about") else None

    return [Part(part.__name__, about(part), partial(made, part)) for part in exporting.enabled(config, "page")]


def of_site(entries: Sequence[IndexEntry], config: Config, language: Language) -> dict[str, bytes]:
    """The index and all other files of a site, by their paths in it."""
    return {name: data for part in parts_of_site(entries, config, language) for name, data in part.make().items()}


def parts_of_site(entries: Sequence[IndexEntry], config: Config, language: Language) -> list[Part]:
    """The pages of the index and all other files of a site; each is made, and proved, when it is asked for."""
    site = exporting.site_data(tuple(entries), config, language)
    facts = cache(lambda: sitewide.of(site))

    def made(write: Callable[[SiteData], Mapping[str, bytes]]) -> dict[str, bytes]:
        files = dict(write(site))
        _prove(files, site, facts(), config.output)
        return files

    pages = indexing.split(site)
    exports = [part for part in exporting.enabled(config, "site") if site.address or not part.NEEDS_ADDRESS]
    return [
        *(Part(page.file, (page, len(pages)), partial(made, partial(_index, page))) for page in pages),
        *(Part(part.__name__, part.about(site), partial(made, part.write)) for part in exports),
    ]


def _index(page: IndexPage, site: SiteData) -> dict[str, bytes]:
    return {page.file: indexing.render_page(page, site).encode("utf-8")}


def faults_of_page(
    files: Mapping[str, bytes], explainer: Explainer, config: Config, language: Language
) -> list[ProofError]:
    """What the files beside a page, as they stand, say of their own."""
    page = exporting.page_data(explainer, config, language)
    return list(_faults(files, page, claimed.of_page(page)))


def faults_of_site(
    files: Mapping[str, bytes], entries: Sequence[IndexEntry], config: Config, language: Language
) -> list[ProofError]:
    """What the index and the other files of a site, as they stand, say of their own."""
    site = exporting.site_data(tuple(entries), config, language)
    return list(_faults(files, site, sitewide.of(site)))


def left_out(config: Config) -> tuple[str, ...]:
    """The files that a site goes without because it has no address."""
    scopes: tuple[Scope, ...] = ("page", "site")
    parts = [part for scope in scopes for part in exporting.enabled(config, scope)]
    return () if config.base_url else tuple(sorted(name for part in parts if part.NEEDS_ADDRESS for name in part.FILES))


@cache
def _proofs() -> Mapping[str, ModuleType]:
    """The proofs by the file types that they read."""
    return {suffix: proof for proof in plugins.parts("proofs") for suffix in proof.SUFFIXES}


def _prove(files: Mapping[str, bytes], about: PageData | SiteData, facts: Voucher, path: str) -> None:
    for error in _faults(files, about, facts):
        raise ProofError(f"{error.path}: {error.what}", error.remedy, path=path) from error


def _faults(files: Mapping[str, bytes], about: PageData | SiteData, facts: Voucher) -> Iterator[ProofError]:
    """The first fault of each file, with its name as the path."""
    proofs = _proofs()
    for name, data in files.items():
        suffix = PurePosixPath(name).suffix
        try:
            if suffix not in proofs:
                raise ProofError(f"no proof reads files of type {suffix!r}", "add one to generator/proofs/")
            proofs[suffix].prove(data, name, about, facts)
        except ProofError as error:
            yield ProofError(error.what, error.remedy, path=name, line=error.line)
        except _DAMAGE as error:
            yield ProofError(f"no program can read it ({error})", "run 'explainer build'", path=name)
