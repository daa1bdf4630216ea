"""The questions as the banks take them, compared with the records."""

from __future__ import annotations

from collections import Counter

from knowledge.graph import Knowledge
from knowledge.kinds.module import Module
from knowledge.kinds.question import LEVELS, Question
from knowledge.kit.bank import Item, banks, inputs, items
from knowledge.kit.format import Material, Subject


def found(material: Material) -> dict[Subject, tuple[Item, ...]]:
    return {subject: items(subject, material) for subject in banks(material.knowledge, {})}


def test_items_hold_what_the_records_hold(material: Material) -> None:
    (course,) = (subject for subject in found(material) if subject.group == "course")
    for item in items(course, material):
        record = material.knowledge.get(Question, item.id)
        module = material.knowledge.get(Module, record.module)
        assert (item.title, item.text, item.sort, item.level) == (
            record.title,
            record.summary,
            record.sort,
            record.level,
        )
        assert item.outcome == module.outcomes[record.outcome - 1]
        assert item.module == f"Module {module.number}: {module.title}"
        assert item.address == f"https://guide.example/id/{record.id}/"
        options = {option.text: option for option in record.options}
        assert Counter(answer.text for answer in item.answers) == Counter(option.text for option in record.options)
        for answer in item.answers:
            option = options[answer.text]
            assert (answer.feedback, answer.is_right) == (option.feedback, option.is_right)
            assert [link.address for link in answer.links] == [
                f"https://guide.example/id/{id_}/" for id_ in option.records
            ]
            assert [link.title for link in answer.links] == [
                material.knowledge[id_].display_title for id_ in option.records
            ]
        ordered = [option.text for option in record.options] if record.sort == "order" else []
        assert [answer.text for answer in item.steps] == ordered
        assert [place for source in item.sources for place in source.places] == [c.place for c in record.sources]
        assert {source.document.title for source in item.sources} == {
            material.knowledge[c.document].display_title for c in record.sources
        }


def test_course_asks_every_question_once(material: Material) -> None:
    (course,) = (subject for subject in found(material) if subject.group == "course")
    asked = Counter(item.id for item in items(course, material))
    assert asked == Counter(question.id for question in material.knowledge.of(Question))


def test_every_module_has_its_questions_and_each_level_its_part(knowledge: Knowledge, material: Material) -> None:
    by_subject = found(material)
    for module in knowledge.of(Module):
        own = {q.id: q.level for q in knowledge.of(Question) if q.module == module.id and q.use == "module"}
        for level in ("", *LEVELS):
            asked = [i.id for s, listed in by_subject.items() if (s.id, s.level) == (module.id, level) for i in listed]
            assert sorted(asked) == sorted(id_ for id_ in own if level in ("", own[id_]))


def test_no_bank_is_empty_and_each_names_itself(material: Material) -> None:
    made = [inputs(subject, material) for subject in banks(material.knowledge, {})]
    assert all(bank.items for bank in made)
    for names in ([bank.id for bank in made], [bank.title for bank in made]):
        assert len(set(names)) == len(names)


def test_steps_are_not_shown_in_their_order(material: Material) -> None:
    for asked in found(material).values():
        for item in asked:
            assert not item.steps or list(item.answers) != item.steps, f"{item.id} shows its steps in the right order"
