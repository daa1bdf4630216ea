"""QR codes for Word and slides, which lead a phone to a permanent address; typeset.py draws those of PDF files."""

from __future__ import annotations

import io

WIDTH_MM = 28


def png(address: str) -> bytes:
    """Return the code of an address as PNG, with the white edge that belongs to it."""
    import segno  # a preview does without

    content = io.BytesIO()
    segno.make_qr(address, error="m").save(content, kind="png", scale=8, border=4)
    return content.getvalue()


def alt(address: str) -> str:
    """Return what to say to those who do not see the code."""
    return f"QR code that leads to {address}"
