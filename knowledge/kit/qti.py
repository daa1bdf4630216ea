"""Questions as QTI packages, of version 2.1 and of version 3.0: a manifest, a test, and a file for each question."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from lxml import etree

from knowledge.archive import zipped
from knowledge.kinds.question import verdict
from knowledge.kit.bank import Answer, Bank, Item, banks, inputs
from knowledge.kit.feedback import Paragraph, as_text, on_answer, on_question, terms
from knowledge.kit.format import Format, Imprint
from knowledge.kit.moodle import share, task

LANGUAGE = "en-GB"
HTML = ("a", "em", "p", "strong")
"""The elements that QTI takes from HTML, whose names are the same in each version."""
TEST = "test.xml"
LOM = "http://ltsc.ieee.org/xsd/LOM"
SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
SCHEMA_2 = "http://www.imsglobal.org/xsd/qti/qtiv2p1"
SCHEMA_3 = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd"

Child: TypeAlias = "etree._Element | str"


class Version(NamedTuple):
    """A version of QTI, with what differs between the versions."""

    suffix: str
    """Ends the types of resources in a manifest."""
    namespace: str
    schema: str
    """Where the schema of questions and tests is."""
    package: str
    """The namespace of a manifest."""
    package_schema: str
    package_name: str
    package_version: str

    def element(self, name: str, *children: Child, **attributes: str) -> etree._Element:
        """Return an element of a question or test, by its name in version 2.1."""
        is_html = name in HTML
        found = etree.Element(
            f"{{{self.namespace}}}{name if is_html else self._name(name)}", nsmap={None: self.namespace}
        )
        for key, value in attributes.items():
            found.set(self._attribute(key), value)
        return _filled(found, children)

    def root(self, name: str, *children: Child, **attributes: str) -> etree._Element:
        """Return the outermost element of a file."""
        found = self.element(name, *children, **attributes)
        found.set(SCHEMA_LOCATION, f"{self.namespace} {self.schema}")
        return found

    def modal(self, outcome: str, identifier: str, paragraphs: Iterable[etree._Element]) -> etree._Element:
        """Return what is said when an outcome has the value of the identifier."""
        content = list(paragraphs)
        if self is V3:
            content = [self.element("contentBody", *content)]
        return self.element(
            "modalFeedback", *content, outcomeIdentifier=outcome, showHide="show", identifier=identifier
        )

    def _name(self, name: str) -> str:
        return f"qti-{_kebab(name)}" if self is V3 else name

    def _attribute(self, name: str) -> str:
        return _kebab(name) if self is V3 else name


V2 = Version(
    suffix="xmlv2p1",
    namespace="http://www.imsglobal.org/xsd/imsqti_v2p1",
    schema=f"{SCHEMA_2}/imsqti_v2p1p2.xsd",
    package="http://www.imsglobal.org/xsd/imscp_v1p1",
    package_schema=f"{SCHEMA_2}/qtiv2p1_imscpv1p2_v1p0.xsd",
    package_name="QTIv2.1 Package",
    package_version="1.0.0",
)
V3 = Version(
    suffix="xmlv3p0",
    namespace="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    schema=f"{SCHEMA_3}/imsqti_asiv3p0_v1p0.xsd",
    package="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    package_schema=f"{SCHEMA_3}/imsqtiv3p0_imscpv1p2_v1p0.xsd",
    package_name="QTI Package",
    package_version="3.0.0",
)


def make_2(bank: Bank) -> bytes:
    """Return the questions as a package of QTI 2.1."""
    return _package(bank, V2)


def make_3(bank: Bank) -> bytes:
    """Return the questions as a package of QTI 3.0."""
    return _package(bank, V3)


def _package(bank: Bank, version: Version) -> bytes:
    files = {
        "imsmanifest.xml": _manifest(bank, version),
        TEST: _test(bank, version),
        **{_path(item): _question(item, bank.imprint, version) for item in bank.items},
    }
    return zipped({path: _written(tree) for path, tree in files.items()})


def _path(item: Item) -> str:
    return f"items/{item.id}.xml"


# -- the manifest ------------------------------------------------------------------------------------


def _manifest(bank: Bank, version: Version) -> etree._Element:
    """Return the list of the files, with what the package says of itself and of each question."""

    def element(name: str, *children: Child, **attributes: str) -> etree._Element:
        found = etree.Element(f"{{{version.package}}}{name}", attributes, nsmap={None: version.package})
        return _filled(found, children)

    def resource(identifier: str, kind: str, path: str, *children: Child) -> etree._Element:
        listed = element("file", href=path)
        first, rest = children[:1], children[1:]
        return element(
            "resource", *first, listed, *rest, identifier=identifier, type=f"{kind}_{version.suffix}", href=path
        )

    uses = (element("dependency", identifierref=item.id) for item in bank.items)
    manifest = element(
        "manifest",
        element(
            "metadata",
            element("schema", version.package_name),
            element("schemaversion", version.package_version),
            _about_package(bank),
        ),
        element("organizations"),
        element(
            "resources",
            resource(bank.id, "imsqti_test", TEST, element("metadata", _about_package(bank)), *uses),
            *(
                resource(item.id, "imsqti_item", _path(item), element("metadata", _about_question(item, bank)))
                for item in bank.items
            ),
        ),
        identifier=f"manifest-{bank.id}",
    )
    manifest.set(SCHEMA_LOCATION, f"{version.package} {version.package_schema}")
    return manifest


def _about_package(bank: Bank) -> etree._Element:
    return _lom(bank.imprint, bank.imprint.address, bank.title, [])


def _about_question(item: Item, bank: Bank) -> etree._Element:
    return _lom(bank.imprint, item.address, item.title, item.tags(bank.imprint.edition))


def _lom(imprint: Imprint, address: str, title: str, keywords: Iterable[str]) -> etree._Element:
    """Return a description after the IEEE standard for metadata of learning objects."""

    def element(name: str, *children: Child, **attributes: str) -> etree._Element:
        return _filled(etree.Element(f"{{{LOM}}}{name}", attributes, nsmap={"lom": LOM}), children)

    def words(name: str, text: str) -> etree._Element:
        return element(name, element("string", text, language=LANGUAGE))

    def chosen(name: str, value: str) -> etree._Element:
        return element(name, element("source", "LOMv1.0"), element("value", value))

    return element(
        "lom",
        element(
            "general",
            element("identifier", element("catalog", "URI"), element("entry", address)),
            words("title", title),
            element("language", LANGUAGE),
            *(words("keyword", word) for word in keywords),
        ),
        element("lifeCycle", words("version", imprint.edition)),
        element(
            "rights",
            chosen("cost", "no"),
            chosen("copyrightAndOtherRestrictions", "yes"),
            words("description", " ".join(as_text(paragraph) for paragraph in terms(imprint))),
        ),
    )


# -- the test ----------------------------------------------------------------------------------------


def _test(bank: Bank, version: Version) -> etree._Element:
    """Return the test that asks every question, section by section, and adds up the scores."""
    e = version.element
    parts = [
        e(
            "assessmentSection",
            *(e("assessmentItemRef", identifier=item.id, href=_path(item)) for item in found),
            identifier=f"section-{number}",
            title=section,
            visible="true",
        )
        for number, (section, found) in enumerate(bank.sections(), 1)
    ]
    total = e("sum", e("testVariables", variableIdentifier="SCORE"))
    return version.root(
        "assessmentTest",
        _score(version),
        e("testPart", *parts, identifier="part", navigationMode="nonlinear", submissionMode="individual"),
        e("outcomeProcessing", e("setOutcomeValue", total, identifier="SCORE")),
        identifier=bank.id,
        title=bank.title,
    )


# -- a question --------------------------------------------------------------------------------------


def _question(item: Item, imprint: Imprint, version: Version) -> etree._Element:
    """Return a question, with how its answers are scored and what is said after each."""
    question = version.root(
        "assessmentItem",
        _response(item, version),
        _score(version, normalMaximum="1"),
        *_outcomes(item, version),
        version.element("itemBody", _interaction(item, version)),
        _processing(item, version),
        *_feedback(item, version),
        version.modal("GENERAL", "general", (_paragraph(p, version) for p in on_question(item, imprint))),
        identifier=item.id,
        title=item.title,
        adaptive="false",
        timeDependent="false",
    )
    question.set("{http://www.w3.org/XML/1998/namespace}lang", LANGUAGE)
    return question


def _choices(item: Item) -> dict[str, Answer]:
    """Return the answers by the letters that name them."""
    return dict(zip(string.ascii_uppercase, item.answers, strict=False))


def _response(item: Item, version: Version) -> etree._Element:
    e = version.element
    cardinality = {"several": "multiple", "order": "ordered"}.get(item.sort, "single")
    choices = _choices(item)
    right = [letter for letter, answer in choices.items() if answer.is_right]
    if item.sort == "order":
        right = sorted(choices, key=lambda letter: choices[letter].step)
    parts = [e("correctResponse", *(e("value", letter) for letter in right))]
    if item.sort == "several":
        marks = {letter: float(share(item, is_right=a.is_right)) / 100 for letter, a in choices.items()}
        entries = (e("mapEntry", mapKey=letter, mappedValue=f"{mark:.7g}") for letter, mark in marks.items())
        parts.append(e("mapping", *entries, lowerBound="0", upperBound="1", defaultValue="0"))
    return e("responseDeclaration", *parts, identifier="RESPONSE", cardinality=cardinality, baseType="identifier")


def _score(version: Version, **attributes: str) -> etree._Element:
    e = version.element
    zero = e("defaultValue", e("value", "0"))
    return e("outcomeDeclaration", zero, identifier="SCORE", cardinality="single", baseType="float", **attributes)


def _outcomes(item: Item, version: Version) -> list[etree._Element]:
    """Return what says which feedback is shown: that on the answers that were chosen, and that on the question."""
    e = version.element
    general = e("outcomeDeclaration", identifier="GENERAL", cardinality="single", baseType="identifier")
    if item.sort == "order":
        return [general]
    cardinality = "multiple" if item.sort == "several" else "single"
    chosen = e("outcomeDeclaration", identifier="FEEDBACK", cardinality=cardinality, baseType="identifier")
    return [chosen, general]


def _interaction(item: Item, version: Version) -> etree._Element:
    e = version.element
    prompt = e("prompt", f"{item.text} ", e("em", task(item)))
    choices = [e("simpleChoice", answer.text, identifier=letter) for letter, answer in _choices(item).items()]
    if item.sort == "order":
        return e("orderInteraction", prompt, *choices, responseIdentifier="RESPONSE", shuffle="false")
    return e(
        "choiceInteraction",
        prompt,
        *choices,
        responseIdentifier="RESPONSE",
        shuffle="false" if item.sort == "true or false" else "true",
        maxChoices="0" if item.sort == "several" else "1",
    )


def _processing(item: Item, version: Version) -> etree._Element:
    """Return how a response is scored: 1 if it is right; if only partly, what its choices add up to."""
    e = version.element

    def outcome(name: str, value: etree._Element) -> etree._Element:
        return e("setOutcomeValue", value, identifier=name)

    def number(value: str) -> etree._Element:
        return e("baseValue", value, baseType="float")

    is_right = e("match", e("variable", identifier="RESPONSE"), e("correct", identifier="RESPONSE"))
    otherwise = e("mapResponse", identifier="RESPONSE") if item.sort == "several" else number("0")
    chosen = [] if item.sort == "order" else [outcome("FEEDBACK", e("variable", identifier="RESPONSE"))]
    return e(
        "responseProcessing",
        e(
            "responseCondition",
            e("responseIf", is_right, outcome("SCORE", number("1"))),
            e("responseElse", outcome("SCORE", otherwise)),
        ),
        *chosen,
        outcome("GENERAL", e("baseValue", "general", baseType="identifier")),
    )


def _feedback(item: Item, version: Version) -> list[etree._Element]:
    """Return what is said of each answer; of an order, the general feedback says it."""
    if item.sort == "order":
        return []
    e = version.element
    return [
        version.modal(
            "FEEDBACK",
            letter,
            [
                e("p", e("strong", f"{answer.text}: {verdict(answer.is_right).lower()}.")),
                _paragraph(on_answer(answer), version),
            ],
        )
        for letter, answer in _choices(item).items()
    ]


def _paragraph(paragraph: Paragraph, version: Version) -> etree._Element:
    e = version.element
    return e("p", *(part if isinstance(part, str) else e("a", part.title, href=part.address) for part in paragraph))


# -- XML ---------------------------------------------------------------------------------------------


def _filled(element: etree._Element, children: Iterable[Child]) -> etree._Element:
    for child in children:
        if not isinstance(child, str):
            element.append(child)
        elif len(element):
            element[-1].tail = f"{element[-1].tail or ''}{child}"
        else:
            element.text = f"{element.text or ''}{child}"
    return element


def _kebab(name: str) -> str:
    return re.sub(r"[A-Z]", lambda found: f"-{found[0].lower()}", name)


def _written(tree: etree._Element) -> bytes:
    etree.cleanup_namespaces(tree)
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))


QTI_2 = Format(
    key="qti2",
    name="QTI 2.1",
    about="Questions and a test for learning systems and assessment tools that read QTI 2.1.",
    suffix="-questions-qti2.zip",
    subjects=banks,
    inputs=inputs,
    make=make_2,
    use="system",
)

QTI_3 = Format(
    key="qti3",
    name="QTI 3.0",
    about="Questions and a test for learning systems and assessment tools that read QTI 3.0.",
    suffix="-questions-qti3.zip",
    subjects=banks,
    inputs=inputs,
    make=make_3,
    use="system",
)
