"""Options of the tests."""

import pytest
from hypothesis import settings


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` rewrites golden files."""
    parser.addoption("--update", action="store_true", help="rewrite golden files with what the program writes now")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--update"))


# Speed is measured in benchmarks/; how long an example takes says more of the machine's load than of the program.
settings.register_profile("explainer", deadline=None)
settings.load_profile("explainer")
