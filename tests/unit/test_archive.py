"""ZIP files that are the same each time."""

import io
import zipfile

from knowledge.archive import repacked, zipped

FILES = {"b/two.txt": b"two", "a.txt": b"one" * 1000}


def test_files_come_back_in_the_order_given():
    with zipfile.ZipFile(io.BytesIO(zipped(FILES))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == FILES
        assert archive.namelist() == list(FILES)


def test_a_zip_does_not_say_when_or_where_it_was_made(monkeypatch):
    before = zipped(FILES)
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 2, 3, 4, 5, 6, 0, 34, 0))
    monkeypatch.setattr("sys.platform", "win32")
    assert zipped(FILES) == before


def test_the_zip_of_a_library_loses_its_times():
    def packed(moment):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            for name, file in FILES.items():
                archive.writestr(zipfile.ZipInfo(name, moment), file)
        return content.getvalue()

    one, two = packed((2026, 1, 2, 3, 4, 6)), packed((2027, 1, 2, 3, 4, 6))
    assert one != two
    assert repacked(one) == repacked(two) == zipped(FILES)
