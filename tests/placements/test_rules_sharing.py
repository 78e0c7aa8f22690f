"""Rules of a clear word as tables: form, number, words of diagnosis, moves, who may read."""

from datetime import timedelta

import pytest

from jobcenter.errors import Refused
from placements.rules import sharing as rules
from tests.placements.factories import NOW
from tests.placements.sharing import TEXTS


class TestRules:
    @pytest.mark.parametrize(
        ("purpose", "form", "second"),
        [
            ("ordinary_hours", "job", "competences"),
            ("training", "learn", "competences"),
            ("clarification", "clarify", "at_work"),
            ("retention", "clarify", "at_work"),
            ("availability_test", "clarify", "at_work"),
        ],
    )
    def test_the_form_follows_the_purpose_and_strengths_come_first(self, purpose, form, second):
        assert rules.form_of(purpose) == form
        assert rules.FORMS[form][:2] == ("strengths", second)
        for each in rules.FORMS.values():
            assert sorted(each) == sorted(rules.SECTIONS)

    @pytest.mark.parametrize("form", rules.FORMS)
    def test_what_it_means_and_what_to_do_always_belong(self, form):
        assert set(rules.missing_in(form, {})) >= {"strengths", "at_work", "to_do"}
        assert rules.missing_in(form, TEXTS) == []

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("010190-1234", True), ("0101901234", True), ("010190 1234", True),
            ("01.01.90-1234", True), ("01 01 90 – 1234", True), ("610190-1234", True),
            ("01\u200b0190-1234", True), ("٠١٠١٩٠-١٢٣٤", True), ("cpr:010190-1234.", True),
            ("+45 72 00 00 10", False), ("+4572000010", False), ("99 00 00 81", False),
            ("45 12 34 56 78", False), ("2019-2024", False), ("kl. 8.00–14.30", False),
            ("", False), ("1. 2. 3. 4.", False), ("001390-1234", False),
        ],
    )  # fmt: skip
    def test_a_number_is_seen_however_it_is_written(self, text, found):
        assert rules.has_number(f"Ring på {text} i dag") is found

    def test_words_of_diagnosis_are_found_at_the_beginning_of_words(self):
        words = ("angst", "depress", "c++")
        assert rules.words_found(["Har haft Depression og angstanfald."], words) == [
            "angst", "depress",
        ]  # fmt: skip
        assert rules.words_found(["langstrakt C++ hund"], words) == ["c++"]
        assert "adhd" in rules.default_words()

    @pytest.mark.parametrize(
        ("state", "days", "placement", "reads_it"),
        [
            ("sent", 0, "running", True), ("sent", 1, "", True), ("sent", -1, "running", False),
            ("draft", 1, "", False), ("approved", 1, "", False), ("withdrawn", 1, "", False),
            ("lapsed", 1, "", False), ("sent", 1, "interrupted", False),
            ("sent", 1, "cancelled", False), ("sent", 1, "ended", True),
        ],
    )  # fmt: skip
    def test_who_may_read_when(self, state, days, placement, reads_it):
        day = NOW.date()
        assert rules.is_readable(state, day + timedelta(days=days), day, placement) is reads_it

    def test_every_move_of_every_state(self):
        allowed = {
            ("draft", "approve"): "approved", ("approved", "send"): "sent",
            ("approved", "withdraw"): "withdrawn", ("sent", "withdraw"): "withdrawn",
            ("approved", "lapse"): "lapsed", ("sent", "lapse"): "lapsed",
        }  # fmt: skip
        for state in ("draft", "approved", "sent", "withdrawn", "lapsed"):
            for name in rules.MOVES:
                if (state, name) in allowed:
                    assert rules.move(name, state) == allowed[state, name]
                else:
                    with pytest.raises(Refused):
                        rules.move(name, state)
