"""What readings are made of comes back from a pickle as it was, and stays frozen."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, fields
from typing import Any

import pytest

from generator import model, pickled, text
from tests import ferry


@dataclass(frozen=True, slots=True)
class One:
    """A field."""

    first: int = 1


@dataclass(frozen=True, slots=True)
class Two(One):
    """A field more than its base has."""

    second: str = "two"


pickled.quickly([One, Two, "no class", int])


@pytest.mark.parametrize("value", [One(), One(7), Two(3, "x"), text.Span(text.Source("a *b*", ((2, 3),)), 1, 4)])
def test_a_value_comes_back_as_it_was_and_stays_frozen(value: Any) -> None:
    back = pickle.loads(pickle.dumps(value))
    assert back == value
    assert type(back) is type(value)
    with pytest.raises(FrozenInstanceError):
        setattr(back, fields(back)[0].name, 2)


def test_an_explainer_comes_back_whole() -> None:
    explainer = ferry.explainer()
    back = pickle.loads(pickle.dumps(explainer, pickle.HIGHEST_PROTOCOL))
    assert back == explainer
    assert back.story.readings[0].article.source.readable == explainer.story.readings[0].article.source.readable


def test_a_pickle_with_another_number_of_fields_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        Two(1, "x").__setstate__([1])  # type: ignore[attr-defined]  # pickle calls it


def test_every_dataclass_of_the_model_is_pickled_so() -> None:
    kinds: list[Any] = [
        one for one in vars(model).values() if isinstance(one, type) and hasattr(one, "__dataclass_fields__")
    ]
    assert kinds
    assert all(one.__setstate__.__module__ == pickled.__name__ for one in kinds if fields(one))
