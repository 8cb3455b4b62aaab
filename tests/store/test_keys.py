"""The tree of keys: what is sealed for whom, and that what is struck out is gone from it for good."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.keys import DEPTH, DIGITS, HEADER, HOUSE, NONCE, Keys, Kind, Owner, Secret, Tree, owner_of

ANA, BEN = Owner.of_person(1), Owner.of_person(2)
HOME = Owner.of_circle(1)
PLACE = "people.sealed"
NAME = {"name": "Ana"}

OWNERS = st.builds(Owner, st.sampled_from(Kind), st.integers(0, 400) | st.integers(0, 16**11 - 1))


@pytest.fixture
def keys() -> Keys:
    return Keys([Tree.fresh()])


def again(tree: Tree) -> Tree:
    """Return a tree with nothing in its caches, as it is read from the file."""
    return Tree(tree.name, dict(tree.nodes))


@given(OWNERS, st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers() | st.none()))
def test_what_was_sealed_is_opened_by_whoever_has_the_tree(owner: Owner, value: dict[str, Any]) -> None:
    tree = Tree.fresh()
    blob = Keys([tree]).seal(PLACE, Secret(owner, value))
    assert Keys([again(tree)]).open(PLACE, blob) == value
    assert Keys([Tree.fresh()]).open(PLACE, blob) is None
    assert owner_of(blob) == owner.leaf


def test_the_same_value_is_never_sealed_the_same_way(keys: Keys) -> None:
    assert len({keys.seal(PLACE, Secret(ANA, NAME)) for _ in range(100)}) == 100


def test_no_two_owners_have_one_key(keys: Keys) -> None:
    owners = [HOUSE, ANA, BEN, HOME, Owner.of_person(16), Owner.of_person(16**11 - 1)]
    found = {keys.trees[0].key(owner.leaf) for owner in owners}
    assert len(found) == len(owners)


@given(st.data())
def test_one_changed_bit_and_it_cannot_be_opened(data: st.DataObject) -> None:
    keys = Keys([Tree.fresh()])
    blob = bytearray(keys.seal(PLACE, Secret(ANA, NAME)))
    blob[data.draw(st.integers(0, len(blob) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert keys.open(PLACE, bytes(blob)) is None


def test_a_value_cannot_be_moved_to_another_column_or_owner(keys: Keys) -> None:
    blob = keys.seal(PLACE, Secret(ANA, NAME))
    assert keys.open("circles.sealed", blob) is None
    moved = blob[: HEADER - DEPTH // 2] + bytes.fromhex(BEN.leaf) + blob[HEADER:]
    assert owner_of(moved) == BEN.leaf
    assert keys.open(PLACE, moved) is None


@pytest.mark.parametrize("blob", [b"", b"{}", b'{"name":"Ana"}', b"\x01", b"\x01" * HEADER, b"\x01" * (HEADER + NONCE)])
def test_what_was_never_sealed_cannot_be_opened(keys: Keys, blob: bytes) -> None:
    assert keys.open(PLACE, blob) is None
    assert keys.renewed(PLACE, blob) is None


def test_what_is_no_object_cannot_be_read(keys: Keys) -> None:
    for words in (b"[1]", b"null", b"\xff", b"{"):
        assert keys.open(PLACE, keys._sealed(PLACE, ANA.leaf, words)) is None


@pytest.mark.parametrize("number", [-1, 16**11])
def test_an_id_that_no_row_has_has_no_key(number: int) -> None:
    with pytest.raises(ValueError, match="eleven"):
        _ = Owner.of_person(number).leaf


def test_a_secret_is_never_shown() -> None:
    assert "Ana" not in repr(Secret(ANA, NAME))


# Striking out


@given(st.lists(OWNERS, max_size=12), st.lists(OWNERS, max_size=12))
def test_who_is_struck_out_is_gone_and_all_others_are_there(erased: list[Owner], others: list[Owner]) -> None:
    tree = Tree.fresh()
    blobs = {owner: Keys([tree]).seal(PLACE, Secret(owner, NAME)) for owner in {*erased, *others}}
    keys = Keys([again(tree.without(owner.leaf for owner in erased))])
    for owner, blob in blobs.items():
        assert keys.open(PLACE, blob) == (None if owner in erased else NAME)
        assert keys.struck_out(owner) == (owner in erased)
    assert sorted(keys.erased(), key=lambda one: one.leaf) == sorted(set(erased), key=lambda one: one.leaf)


@given(st.lists(OWNERS, min_size=1, max_size=8))
def test_striking_out_one_by_one_is_striking_out_at_once(erased: list[Owner]) -> None:
    tree = Tree.fresh()
    one_by_one = tree
    for owner in erased:
        one_by_one = one_by_one.without([owner.leaf])
    assert one_by_one.nodes == tree.without(owner.leaf for owner in reversed(erased)).nodes


def test_nothing_kept_leads_to_who_is_struck_out() -> None:
    tree = Tree.fresh()
    lost = {tree.key(ANA.leaf[:length]) for length in range(DEPTH + 1)}
    kept = tree.without([ANA.leaf])
    assert not lost & set(kept.nodes.values())
    assert not any(ANA.leaf.startswith(path) for path in kept.nodes)
    assert len(kept.nodes) == DEPTH * (len(DIGITS) - 1)


def test_the_map_stays_small_where_neighbours_are_struck_out() -> None:
    tree = Tree.fresh().without(Owner.of_person(number).leaf for number in range(1, 1001))
    assert len(tree.nodes) < 300
    assert len(list(tree.gaps())) == 1000


def test_nothing_is_sealed_for_who_was_erased(keys: Keys) -> None:
    keys.use([keys.trees[0].without([ANA.leaf])])
    with pytest.raises(LookupError, match="erased"):
        keys.seal(PLACE, Secret(ANA, NAME))
    assert keys.seal(PLACE, Secret(BEN, NAME))


# A new tree


def test_a_new_tree_opens_nothing_old_and_remembers_who_was_erased() -> None:
    old = Tree.fresh().without([ANA.leaf])
    new = old.renewed()
    blob = Keys([old]).seal(PLACE, Secret(BEN, NAME))
    assert Keys([new]).open(PLACE, blob) is None
    assert not set(old.nodes.values()) & set(new.nodes.values())
    assert Keys([new]).erased() == [ANA]


def test_what_is_renewed_is_the_same_value_of_the_same_owner() -> None:
    old, new = Tree.fresh(), Tree.fresh()
    both = Keys([new, old])
    renewed = both.renewed(PLACE, Keys([old]).seal(PLACE, Secret(BEN, NAME)))
    assert renewed is not None
    assert Keys([new]).open(PLACE, renewed) == NAME
    assert owner_of(renewed) == BEN.leaf
    assert both.renewed(PLACE, renewed) is None


def test_ten_thousand_circles_are_read_in_a_fifth_of_a_second() -> None:
    tree = Tree.fresh()
    sealed = [Keys([tree]).seal(PLACE, Secret(Owner.of_circle(number), NAME)) for number in range(1, 10_001)]
    keys = Keys([again(tree)])
    taken = []
    for _ in range(3):
        begun = time.process_time()
        assert all(keys.open(PLACE, blob) == NAME for blob in sealed)
        taken.append(time.process_time() - begun)
    assert min(taken) < 0.2
