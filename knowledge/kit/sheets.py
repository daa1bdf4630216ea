"""Questions as a table for people, one row for each option: CSV and Excel."""

from __future__ import annotations

from knowledge.archive import repacked
from knowledge.kit.bank import Bank, Item, banks, inputs
from knowledge.kit.format import Format, Imprint, Link
from knowledge.outputs.tables import as_csv, as_workbook


def make_csv(bank: Bank) -> bytes:
    """Return the questions as CSV. Each row says which edition it is from and on what terms it may be used."""
    return as_csv([row | _terms(bank.imprint) for row in _rows(bank.items)])


def make_workbook(bank: Bank) -> bytes:
    """Return the questions as an Excel workbook, whose second sheet says what the first may be used for."""
    about = [{"About": name, "Value": text} for name, text in _terms(bank.imprint).items()]
    return repacked(as_workbook({"Questions": _rows(bank.items), "About this file": about}, bank.title))


def _rows(asked: tuple[Item, ...]) -> list[dict[str, str]]:
    return [
        {
            "Question": item.id,
            "Title": item.title,
            "Module": item.module,
            "Asked": item.use or "In the module",
            "Tests": item.outcome,
            "Level": item.level,
            "Task": item.task,
            "Text": item.text,
            "Option": answer.text,
            "Right, or step": str(answer.step) if answer.step else "yes" if answer.is_right else "no",
            "Feedback": answer.feedback,
            "Entries": _links(answer.links),
            "Sources": "; ".join(f"{source.document.title}, {', '.join(source.places)}" for source in item.sources),
            "Address": item.address,
        }
        for item in asked
        for answer in item.answers
    ]


def _links(links: tuple[Link, ...]) -> str:
    return "; ".join(f"{link.title} ({link.address})" for link in links)


def _terms(imprint: Imprint) -> dict[str, str]:
    return {
        "From": f"{imprint.site}: {imprint.address}",
        "Edition": imprint.edition,
        "Licence": imprint.licence,
        "Notice": imprint.notice,
    }


CSV = Format(
    key="csv",
    name="CSV",
    about="Questions as a table, one row for each option, for any spreadsheet.",
    suffix="-questions.csv",
    subjects=banks,
    inputs=inputs,
    make=make_csv,
    use="table",
)

WORKBOOK = Format(
    key="xlsx",
    name="Excel",
    about="Questions as a table, one row for each option, for Excel or LibreOffice.",
    suffix="-questions.xlsx",
    subjects=banks,
    inputs=inputs,
    make=make_workbook,
    use="table",
)
