"""Every page, as it stands on the disk, is proved again against its articles as they are now."""

from __future__ import annotations

from collections.abc import Iterator

from generator import check, language, outputs, reporting, steps
from generator.auditing import Site
from generator.errors import ConfigError, ExplainerError, ProofError, TemplateError
from generator.language import Language
from generator.model import Explainer
from generator.production import PAGE
from generator.publishing import Page
from generator.reporting import Record

_AGAIN = "run 'explainer build'"


def find(site: Site) -> Iterator[Record]:
    """Pages that say something of their own, that are older than their articles, or that a build would write anew."""
    for page in site.manifest.pages:
        explainer = site.stories[page.slug]
        if isinstance(explainer, ExplainerError):
            what = f"the page cannot be proved: {explainer.path}: {explainer.what}"
            yield reporting.error(what, explainer.remedy, site.shown(f"{page.slug}/{PAGE}"))
        elif f"{page.slug}/{PAGE}" in site.files:
            yield from _page(site, page, explainer)
    yield from _site(site)


def _page(site: Site, page: Page, explainer: Explainer) -> Iterator[Record]:
    spoken = language.load(explainer.story.readings[0].article.language)
    faults = _faults(site, page, explainer, spoken)
    if faults and _is_older(site, page):
        what = "the page is out of date: an article behind it changed, and it cannot be proved by it"
        yield reporting.error(what, _AGAIN, site.shown(f"{page.slug}/{PAGE}"))
        return
    for fault in faults:
        yield reporting.error(fault.what, _AGAIN, site.shown(f"{page.slug}/{fault.path}"), fault.line)
    if not faults and _would_differ(site, page, explainer, spoken):
        what = "a build would write this page anew: its article, the settings or the program changed"
        yield reporting.warning(what, _AGAIN, site.shown(f"{page.slug}/{PAGE}"))


def _faults(site: Site, page: Page, explainer: Explainer, spoken: Language) -> list[ProofError]:
    """The faults of the page and of the files beside it; the path of each is the file in the folder of the page."""
    found = []
    try:
        check.prove(site.text(f"{page.slug}/{PAGE}"), explainer, site.config, spoken, PAGE)
    except ProofError as error:
        found.append(ProofError(error.what, error.remedy, path=PAGE, line=error.line))
    files = {name: site.data(f"{page.slug}/{name}") for name in site.beside(page.slug)}
    return found + outputs.faults_of_page(files, explainer, site.config, spoken)


def _is_older(site: Site, page: Page) -> bool:
    made = (site.folder / page.slug / PAGE).stat().st_mtime_ns
    return any((site.config.root / source).stat().st_mtime_ns > made for source in page.sources)


def _would_differ(site: Site, page: Page, explainer: Explainer, spoken: Language) -> bool:
    try:
        files = steps.made(site.steps.beside(explainer, site.config, spoken, page.sources[0]))
        html = site.steps.render(explainer, site.config, spoken, files)
    except (ProofError, TemplateError, ConfigError):
        return True
    files[PAGE] = html.encode("utf-8")
    return any(site.data(f"{page.slug}/{name}") != data for name, data in files.items())


def _site(site: Site) -> Iterator[Record]:
    """The index and everything else that is no page's own."""
    entries = [site.steps.entry_from(page.entry) for page in site.manifest.pages]
    folders = tuple(f"{page.slug}/" for page in site.manifest.pages)
    names = sorted(name for name in site.files & set(site.manifest.files) if not name.startswith(folders))
    files = {name: site.data(name) for name in names if name != ".nojekyll"}
    for fault in outputs.faults_of_site(files, entries, site.config, language.load(site.config.language)):
        yield reporting.error(fault.what, _AGAIN, site.shown(fault.path), fault.line)
