"""Ids of facts that survive a rebuild: they depend on the kind and the words, not on the place."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b


class Ids:
    """Stable ids, handed out in order: a counter tells equal facts of one page apart."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def __call__(self, kind: str, words: str) -> str:
        """Ten hexadecimal digits; "-2", "-3" behind them from the second fact of the same kind and words on."""
        folded = " ".join(words.split())
        name = blake2b(f"{kind}\0{folded}".encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
        self._seen[name] += 1
        return name if self._seen[name] == 1 else f"{name}-{self._seen[name]}"
