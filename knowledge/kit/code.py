"""QR codes, which lead a telephone from paper to a permanent address."""

from __future__ import annotations

import io

WIDTH_MM = 28


def png(address: str) -> bytes:
    """Return the code of an address as PNG."""
    return _drawn(address, "png")


def svg(address: str) -> bytes:
    """Return the code of an address as SVG."""
    return _drawn(address, "svg")


def alt(address: str) -> str:
    """Return what to say to those who do not see the code."""
    return f"QR code that leads to {address}"


def _drawn(address: str, kind: str) -> bytes:
    import segno  # a preview does without it

    content = io.BytesIO()
    segno.make_qr(address, error="m").save(content, kind=kind, scale=8, border=4)
    return content.getvalue()
