"""Danish is complete and English is the source: no text escapes translation."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tools import messages as tool

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
# The style guide is for developers and shows invented samples.
TEMPLATES = sorted(
    path for path in (tool.ROOT / "templates").rglob("*.html") if "styleguide" not in path.name
)
# Words that are the same in both languages: names and units.
SAME = {
    "Bro",
    "Demo",
    "CSV",
    "Excel",
    "PDF",
    "CVR",
    "P",
    "Ctrl K",
    "kr.",
    "DK",
    "Dansk",
    "English",
    "SMS",
}


@pytest.mark.parametrize("room", tool.ROOMS)
def test_every_message_has_danish_with_the_same_placeholders(room):
    catalogue = tool.read_catalogue(room)
    wrong = []
    for context, msgid, plural, place in tool.extracted()[room]:
        known = catalogue.get(msgid, context)
        texts = [] if known is None else known.string
        texts = [texts] if isinstance(texts, str) else list(texts)
        if known is None or known.fuzzy or not texts or not all(texts):
            wrong.append(f"{place}: no Danish for {msgid!r}")
            continue
        wanted = set(PLACEHOLDER.findall(msgid)) | set(PLACEHOLDER.findall(plural or ""))
        wrong += [
            f"{place}: other placeholders in {text!r}"
            for text in texts
            if set(PLACEHOLDER.findall(text)) - wanted
        ]
    assert wrong == []


def test_a_message_has_one_danish_in_all_rooms():
    """Catalogues are laid over each other: the first room's word would win everywhere."""
    said = {}
    for room in tool.ROOMS:
        for message in tool.read_catalogue(room):
            if message.id:
                key = (message.context, message.id)
                said.setdefault(key, {})[room] = message.string
    split = {key: words for key, words in said.items() if len(set(words.values())) > 1}
    assert split == {}, "give one of them a context (pgettext) or other words"


class BareText(HTMLParser):
    """Collects text between tags that no translation tag covers."""

    def __init__(self):
        super().__init__()
        self.found, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in {"script", "style", "title", "svg", "kbd", "code"}
        for name, value in attrs:
            if name in {"placeholder", "title", "aria-label", "alt"} and has_words(value or ""):
                self.found.append(value)

    def handle_endtag(self, tag):
        self.silent -= tag in {"script", "style", "title", "svg", "kbd", "code"}

    def handle_data(self, data):
        if not self.silent and has_words(data):
            self.found.append(data.strip())


def has_words(text):
    text = text.strip()
    words = re.findall(r"[A-Za-zÆØÅæøå]{2,}", text)
    return text not in SAME and any(word not in SAME for word in words)


def without_template_code(source):
    source = re.sub(r"{% comment %}.*?{% endcomment %}", "", source, flags=re.DOTALL)
    source = re.sub(r"{% blocktrans.*?{% endblocktrans(late)? %}", "", source, flags=re.DOTALL)
    source = re.sub(r"{#.*?#}", "", source)
    source = re.sub(r"{% block (body|page)_class %}[^{]*{% endblock %}", "", source)
    source = re.sub(r"{%.*?%}", "", source, flags=re.DOTALL)
    return re.sub(r"{{.*?}}", "", source, flags=re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(tool.ROOT)))
def test_no_bare_text_in_templates(path: Path):
    parser = BareText()
    parser.feed(without_template_code(path.read_text()))
    assert parser.found == []
