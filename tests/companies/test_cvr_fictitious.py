"""The fictitious register: nothing in it can be real, and the shipped file is what it makes."""

import gzip
import json
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command

from companies.register import cvr, fictitious
from companies.register.cvr import CompanyFacts, Rejection, WorkplaceFacts
from companies.register.fictitious_faults import FAULTS
from companies.register.fictitious_words import INDUSTRIES

SHIPPED = Path(cvr.__file__).parents[1] / "fixtures" / "cvr_fictitious.jsonl.gz"


@pytest.fixture(scope="module")
def shipped() -> list[cvr.Document]:
    with cvr.open_file(SHIPPED) as stream:
        return list(cvr.read_documents(cvr.read_lines(stream)))


def test_the_command_makes_the_shipped_file(tmp_path: Path) -> None:
    made = tmp_path / "made.jsonl.gz"
    call_command("make_cvr_file", str(made), "--companies", "2850", "--seed", "1", verbosity=0)
    assert gzip.decompress(made.read_bytes()) == gzip.decompress(SHIPPED.read_bytes())


def test_no_number_can_be_real(shipped: list[cvr.Document]) -> None:
    for each in shipped:
        assert isinstance(each, CompanyFacts | WorkplaceFacts)
        assert each.cvr.startswith("99")
        assert not fictitious.passes_check_digit(each.cvr)
        assert not each.phone or each.phone.startswith("10")
        assert not each.email or each.email.endswith(".example")
        assert each.postcode.startswith("01")
        assert "0901" <= each.municipality_code <= "0905"
        if isinstance(each, WorkplaceFacts):
            assert each.p_number.startswith("99")


def test_the_check_digit_knows_a_number_that_passes() -> None:
    """10000009: 1·2 + 9·1 = 11, so it satisfies modulus 11; the next one does not."""
    assert fictitious.passes_check_digit("10000009")
    assert not fictitious.passes_check_digit("10000010")


def test_every_sort_and_about_1850_employers_in_nordby(
    shipped: list[cvr.Document],
) -> None:
    companies = [each for each in shipped if isinstance(each, CompanyFacts)]
    workplaces = [each for each in shipped if isinstance(each, WorkplaceFacts)]
    assert len(companies) == len({each.cvr for each in companies}) == 2850
    assert len(workplaces) == len({each.p_number for each in workplaces}) > 3000
    employers = [each for each in companies if each.municipality_code == "0901" and each.employees]
    assert 1800 < len(employers) < 1900
    assert {each.cvr for each in workplaces} == {each.cvr for each in companies}
    towns = Counter(each.municipality_code for each in companies)
    assert towns["0901"] > towns["0902"] > towns["0903"] > 50
    assert 60 < sum(each.status == "ceased" for each in companies) < 200
    assert 150 < sum(each.advertising_protected for each in companies) < 400
    assert max(Counter(each.cvr for each in workplaces).values()) == 10
    sizes = Counter(min(each.employees or 0, 250) // 50 for each in companies)
    assert sizes[0] > 2500
    assert sum(count for size, count in sizes.items() if size) > 50
    assert {each.code_system for each in companies} == {"DB07", "DB25"}
    assert any(letter in each.name for each in companies for letter in "æøåÆØÅ")
    assert len({each.name for each in companies}) == 2850


def test_workplaces_share_the_companys_employees(shipped: list[cvr.Document]) -> None:
    total: Counter[str] = Counter()
    for each in shipped:
        if isinstance(each, WorkplaceFacts):
            total[each.cvr] += each.employees or 0
    for each in shipped:
        if isinstance(each, CompanyFacts):
            assert total[each.cvr] == (each.employees or 0)
            assert each.status == "active" or each.employees is None


def test_the_same_numbers_give_the_same_file_and_another_seed_another() -> None:
    first = list(fictitious.write_lines(50, 3))
    assert first == list(fictitious.write_lines(50, 3))
    assert first != list(fictitious.write_lines(50, 4))


def test_bad_lines_lie_between_the_good_ones() -> None:
    good = list(fictitious.write_lines(60, 3))
    mixed = list(fictitious.write_lines(60, 3, bad_lines=len(FAULTS) + 3))
    documents = list(cvr.read_documents(mixed))
    rejected = [each for each in documents if isinstance(each, Rejection)]
    assert len(rejected) == len(FAULTS) + 3
    assert {each.code for each in rejected} == {code for _make, code in FAULTS.values()}
    assert [line for line in mixed if line in set(good)] == good


def test_facts_are_older_than_the_day_of_the_file() -> None:
    for document in fictitious.documents(200, 1):
        facts = cvr.read_line(json.dumps(document))
        assert isinstance(facts, CompanyFacts | WorkplaceFacts)
        assert facts.started_on is not None
        assert facts.started_on <= fictitious.FACTS_ON - timedelta(days=40)


def test_industries_have_six_digits() -> None:
    assert all(len(each.code) == 6 and each.code.isdigit() for each in INDUSTRIES)
