import numpy as np
import pytest

from pellucid.engine.result_cache import ResultCache


def array(kilobytes: int) -> np.ndarray:
    return np.zeros(kilobytes * 1024, np.uint8)


def test_the_least_used_array_leaves_first() -> None:
    cache = ResultCache(10 * 1024)
    cache.put("a", array(4))
    cache.put("b", array(4))
    assert cache.get("a") is not None
    cache.put("c", array(4))
    assert "b" not in cache
    assert "a" in cache


def test_putting_again_does_not_count_twice() -> None:
    cache = ResultCache(10 * 1024)
    for _ in range(5):
        cache.put("a", array(4))
    cache.put("b", array(5))
    assert "a" in cache


def test_what_is_remembered_cannot_be_changed() -> None:
    cache = ResultCache(1024)
    kept = array(1)
    cache.put("a", kept)
    with pytest.raises(ValueError, match="read-only"):
        kept[0] = 1


def test_an_array_larger_than_the_limit_stays_alone() -> None:
    cache = ResultCache(1024)
    cache.put("a", array(1))
    cache.put("b", array(9))
    assert "a" not in cache
    assert "b" in cache


def test_forgetting_makes_room() -> None:
    cache = ResultCache(10 * 1024)
    cache.put(("first", 1), array(4))
    cache.put(("second", 1), array(4))
    cache.forget(lambda key: key == ("first", 1))
    assert ("first", 1) not in cache
    cache.put(("second", 2), array(6))
    assert ("second", 1) in cache


def test_what_is_not_asked_for_leaves_when_it_shrinks() -> None:
    cache = ResultCache(20 * 1024)
    for name in "abcd":
        cache.put(name, array(4))
    cache.shrink(8 * 1024, lambda: cache.get("a"))
    assert [name for name in "abcd" if name in cache] == ["a", "d"]


def test_shrinking_leaves_what_is_asked_for_and_what_is_not_rounded() -> None:
    cache = ResultCache(20 * 1024)
    cache.put("rounded", array(4))
    cache.put("light", array(4).astype(np.float16))
    cache.put("seen", array(4))
    cache.shrink(0, lambda: cache.get("seen"))
    assert "rounded" not in cache
    assert "light" in cache
    assert "seen" in cache


def test_what_was_asked_for_before_leaves_like_others() -> None:
    cache = ResultCache(20 * 1024)
    cache.put("a", array(4))
    cache.get("a")
    cache.shrink(0, lambda: None)
    assert "a" not in cache
