"""Options of the tests."""

import pytest
from hypothesis import settings

# No test is timed but by the limit on all of them: a busy machine is no fault of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` rewrites golden files."""
    parser.addoption("--update", action="store_true", help="rewrite golden files with what the program writes now")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--update"))
