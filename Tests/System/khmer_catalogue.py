#!/usr/bin/env python3
"""Writes a trial catalogue in Khmer script to standard output, for Tests/System/browser.sh: every text of the
English catalogue as so much of one Khmer sentence, with the figures kept that stand in braces.

It is no translation: it shows that the loader takes another language, that the fonts have its
letters, and that lines break where words end, which Khmer does not part by spaces."""

import json
import os
import re

# Article 1 of the Universal Declaration of Human Rights, with its spaces taken out.
SENTENCE = (
    "មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងសមភាពក្នុងផ្នែកសេចក្តីថ្លៃថ្នូរនិងសិទ្ធិ"
    "មនុស្សមានវិចារណញ្ញាណនិងសតិសម្បជញ្ញៈជាប់ពីកំណើតហើយគប្បីប្រព្រឹត្តចំពោះគ្នាទៅវិញទៅមក"
    "ក្នុងស្មារតីភាតរភាពជាបងប្អូន"
)
SUBSCRIPT = "\u17d2"


def khmer(length):
    """The sentence, again and again, up to about a length; no letter is parted from its signs."""
    text = SENTENCE * (length // len(SENTENCE) + 2)
    end = max(2, length)
    while not "\u1780" <= text[end] <= "\u17b3" or text[end - 1] == SUBSCRIPT:
        end += 1
    return text[:end]


def translated(text):
    parts = re.split(r"(\{\w+\})", text)
    return "".join(
        part if part.startswith("{")
        else re.sub(r"\S.*\S|\w", lambda words: khmer(len(words[0])), part)
        for part in parts
    )


os.chdir(os.path.join(os.path.dirname(__file__), "..", ".."))
with open("Sources/CTexts/Catalogue/en.json") as file:
    english = json.load(file)
print(json.dumps({
    key: "km" if key == "language" else text if key.startswith("format.") else translated(text)
    for key, text in english.items()
}, ensure_ascii=False, indent=1))
