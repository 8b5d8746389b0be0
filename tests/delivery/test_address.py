from __future__ import annotations

import pytest

from pipeline.delivery.address import Address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("head@school.edu", Address("head@school.edu")),
        ("  head@school.edu ", Address("head@school.edu")),
        ("校長 <head@school.edu>", Address("head@school.edu", "校長")),
        ('"陳校長（兼）" <head@school.edu>', Address("head@school.edu", "陳校長（兼）")),
        ("<a.b+c@localhost>", Address("a.b+c@localhost")),
        ("校長 <head@學校.中國>", Address("head@xn--n9so80a.xn--fiqz9s", "校長")),
    ],
)
def test_an_address_is_read(text: str, address: Address) -> None:
    assert Address.parse(text) == address
    assert address.spec.endswith(f"@{address.domain}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "head",
        "@school.edu",
        "head@",
        "head@school..edu",
        "head@-school.edu",
        ".head@school.edu",
        "he ad@school.edu",
        "head@school.edu, deputy@school.edu",
        "head@school.edu>",
        "校長 head@school.edu",
        "校長@school.edu",
        "head@school.edu\r\nBcc: all@school.edu",
        "校長\n <head@school.edu>",
        "校長 <head@school.edu>\0",
        f"{'a' * 250}@school.edu",
        f"a@{'b' * 64}.edu",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"[一-鿿]"):
        Address.parse(text)
