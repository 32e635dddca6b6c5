"""Write the trained networks as one file for the Rust run time, and the parity sample.

usage: export.py SYNTAX NAMES MODELS     (folders of train.py, folder of the project's models)

Writes MODELS/english.rapmodel (models/FORMAT.md), then reads it back into the
spaCy networks: parity, the loss by rounding and all published figures are those
of the file that ships.
"""
import hashlib
import json
import os
import struct
import sys

import numpy
from spacy.symbols import IDS
from spacy.tokens import Doc

import corpora
import features
import rounding
from parity_sentences import TEXTS

ALIGN = 16
ABOUT = ("English tagger, dependency parser and name finder of Rapporteur, trained with spaCy on UD English EWT, GUM, Universal NER "
         "and CrossNER, started from en_core_web_sm; see models/README.md and models/NOTICE")


def nodes(model, name):
    return [n for n in model.walk() if n.name == name]


def encoder_tensors(prefix, model):
    """(name, node, parameter, shape, small) of one encoder; small tensors stay f32."""
    for k, node in enumerate(nodes(model, "hashembed")):
        yield f"{prefix}.embed.{k}", node, "E", None, False
    for k, (affine, norm) in enumerate(zip(nodes(model, "maxout"), nodes(model, "layernorm"), strict=True)):
        layer = f"{prefix}.mix" if k == 0 else f"{prefix}.layer.{k - 1}"
        outputs, pieces, inputs = affine.get_param("W").shape
        yield f"{layer}.weight", affine, "W", (outputs * pieces, inputs), False
        yield f"{layer}.bias", affine, "b", (outputs * pieces,), True
        yield f"{layer}.norm.gain", norm, "G", None, True
        yield f"{layer}.norm.bias", norm, "b", None, True


def transition_tensors(prefix, model):
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    project = nodes(model.get_ref("tok2vec"), "linear")[-1]
    slots, hidden, pieces, width = lower.get_param("W").shape
    yield f"{prefix}.project.weight", project, "W", None, False
    yield f"{prefix}.project.bias", project, "b", None, True
    yield f"{prefix}.lower.weight", lower, "W", (slots, hidden * pieces, width), False
    yield f"{prefix}.lower.bias", lower, "b", (hidden * pieces,), True
    yield f"{prefix}.lower.pad", lower, "pad", (slots, hidden * pieces), True
    yield f"{prefix}.upper.weight", upper, "W", None, False
    yield f"{prefix}.upper.bias", upper, "b", None, True


def all_tensors(syntax, names):
    tagger = nodes(syntax.get_pipe("morphologizer").model, "softmax")[0]
    yield from encoder_tensors("syntax", syntax.get_pipe("tok2vec").model)
    yield from encoder_tensors("names", names.get_pipe("ner").model)
    yield "morphology.weight", tagger, "W", None, False
    yield "morphology.bias", tagger, "b", None, True
    yield from transition_tensors("parser", syntax.get_pipe("parser").model)
    yield from transition_tensors("entities", names.get_pipe("ner").model)


def calibration(syntax, names):
    """Second moments of the matrices' inputs on a part of the training text."""
    texts = [(s.words, s.spaces) for d in corpora.read_conllu(f"{corpora.EWT}/train.conllu")[::5] for s in d][:2000]
    matrices = [node for _, node, _, _, small in all_tensors(syntax, names) if not small and node.name != "hashembed"]

    def run():
        for nlp in (syntax, names):
            for _ in nlp.pipe((Doc(nlp.vocab, words=w, spaces=s) for w, s in texts), batch_size=64):
                pass
    return rounding.record(matrices, run)


def encoder_header(model):
    tables = nodes(model, "hashembed")
    columns = nodes(model, "extract_features")[0].attrs["columns"]
    return {"width": 96, "depth": len(nodes(model, "maxout")) - 1, "window": 1, "pieces": 3,
            "columns": [{"attribute": c.lower(), "seed": t.attrs["seed"], "rows": t.get_param("E").shape[0]}
                        for c, t in zip(columns, tables, strict=True)]}


def widths(pipe):
    _, hidden, pieces, _ = pipe.model.get_ref("lower").get_param("W").shape
    return {"hidden": hidden, "pieces": pieces}


def morphology_label(label):
    """'Number=Sing|POS=NOUN' of spaCy -> 'NOUN|Number=Sing', features sorted as in CoNLL-U."""
    pairs = label.split("|")
    upos = next(p[4:] for p in pairs if p.startswith("POS="))
    return "|".join([upos, *sorted((p for p in pairs if not p.startswith("POS=")), key=str.lower)])


def write(path, syntax, names):
    payload, directory = bytearray(), []
    moments = calibration(syntax, names)

    def add(name, kind, array):
        payload.extend(b"\0" * (-len(payload) % ALIGN))
        directory.append({"name": name, "type": kind, "shape": list(array.shape), "at": len(payload)})
        payload.extend(array.tobytes())

    for name, node, parameter, shape, small in all_tensors(syntax, names):
        array = numpy.asarray(node.get_param(parameter), dtype="<f4")
        array = array.reshape(shape) if shape else array
        if small:
            add(name, "f32", array)
        else:
            values, scale = rounding.compensated(array, moments[id(node)]) if id(node) in moments else rounding.plain(array)
            add(name, "i8", values)
            add(f"{name}.scale", "f32", scale.astype("<f4"))
    parser, ner = syntax.get_pipe("parser"), names.get_pipe("ner")
    header = {
        "name": "rapporteur-en", "version": "1.0.0", "licence": "CC-BY-SA-4.0", "about": ABOUT,
        "symbols": {k: v for k, v in IDS.items() if k},
        "encoders": {"syntax": encoder_header(syntax.get_pipe("tok2vec").model), "names": encoder_header(ner.model)},
        "morphology": {"labels": [morphology_label(label) for label in syntax.get_pipe("morphologizer").labels]},
        "parser": {**widths(parser), "slots": ["B0", "B1", "S0", "S1", "S2", "L(B0)", "L(S0)", "R(S0)"],
                   "actions": features.actions(parser)},
        "entities": {**widths(ner), "slots": ["B0", "E0", "B0-1"], "actions": features.actions(ner)},
        "tensors": directory,
    }
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    start = b"RAPMODEL" + struct.pack("<II", 1, len(text)) + text
    data = start + b"\0" * (-len(start) % ALIGN) + payload
    data += b"\0" * (-len(data) % ALIGN)
    temporary = f"{path}.new"
    with open(temporary, "wb") as file:
        file.write(data + hashlib.sha256(data).digest())
    os.replace(temporary, path)


def read(path):
    """(header, {name: f32 array}) with i8 tensors multiplied out."""
    data = open(path, "rb").read()
    assert data[:8] == b"RAPMODEL" and hashlib.sha256(data[:-32]).digest() == data[-32:]
    version, length = struct.unpack("<II", data[8:16])
    assert version == 1
    header = json.loads(data[16:16 + length])
    begin = 16 + length + (-(16 + length) % ALIGN)
    raw = {t["name"]: numpy.frombuffer(data, {"i8": "i1", "f32": "<f4"}[t["type"]], int(numpy.prod(t["shape"])),
                                       begin + t["at"]).reshape(t["shape"]) for t in header["tensors"]}
    out = {}
    for tensor in header["tensors"]:
        name = tensor["name"]
        if tensor["type"] == "i8":
            scale = raw[f"{name}.scale"].reshape(*tensor["shape"][:-1], 1)
            out[name] = raw[name].astype(numpy.float32) * scale
        elif not name.endswith(".scale"):
            out[name] = raw[name]
    return header, out


def read_into(path, syntax, names):
    """Put the file's weights into the spaCy networks."""
    _, tensors = read(path)
    for name, node, parameter, _, _ in all_tensors(syntax, names):
        node.set_param(parameter, tensors[name].reshape(node.get_param(parameter).shape).copy())


class Engine:
    """Both spaCy pipelines as the run time calls them: names after sentences."""

    def __init__(self, syntax, names, model=None):
        self.syntax, self.names = features.load(syntax), features.load(names)
        if model:
            read_into(model, self.syntax, self.names)

    def annotate(self, texts):
        """Docs with everything set, for (words, spaces) pairs."""
        docs = list(self.syntax.pipe((Doc(self.syntax.vocab, words=w, spaces=s) for w, s in texts), batch_size=64))
        starts = [[t.is_sent_start for t in d] for d in docs]
        named = self.names.pipe((Doc(self.names.vocab, words=[t.text for t in d], sent_starts=[bool(x) for x in s])
                                 for d, s in zip(docs, starts)), batch_size=64)
        for doc, other in zip(docs, named):
            doc.user_data["names"] = [(e.start, e.end, e.label_) for e in other.ents]
        return docs


def feats_of(token):
    """'NOUN|Number=Sing', as the labels of the header."""
    return "|".join([token.pos_, *sorted((f for f in str(token.morph).split("|") if f), key=str.lower)])


def decisions(doc):
    return {"upos_feats": [feats_of(t) for t in doc], "heads": [t.head.i for t in doc],
            "deprels": [t.dep_ for t in doc], "sent_starts": [bool(t.is_sent_start) for t in doc],
            "entities": [list(e) for e in doc.user_data["names"]]}


def main():
    syntax, names, models = sys.argv[1:]
    path = f"{models}/english.rapmodel"
    plain = Engine(syntax, names)
    write(path, plain.syntax, plain.names)
    engine = Engine(syntax, names, path)
    os.makedirs(f"{models}/parity", exist_ok=True)
    with open(f"{models}/parity/sample.jsonl.new", "w", encoding="utf-8") as file:
        for (words, spaces), doc in zip(TEXTS, engine.annotate(TEXTS)):
            file.write(json.dumps({"words": words, "spaces": spaces, **decisions(doc)}, ensure_ascii=False) + "\n")
    os.replace(f"{models}/parity/sample.jsonl.new", f"{models}/parity/sample.jsonl")
    # What the rounding to i8 changes, on development text.
    texts = [(s.words, s.spaces) for d in corpora.read_conllu(f"{corpora.EWT}/dev.conllu") for s in d]
    same, total = {}, {}
    for a, b in zip(plain.annotate(texts), engine.annotate(texts)):
        a, b = decisions(a), decisions(b)
        for key in ("upos_feats", "heads", "deprels"):
            same[key] = same.get(key, 0) + sum(x == y for x, y in zip(a[key], b[key]))
            total[key] = total.get(key, 0) + len(a[key])
        tags = [[next((label for s, e, label in x["entities"] if s <= i < e), "O") for i in range(len(x["heads"]))] for x in (a, b)]
        same["names"] = same.get("names", 0) + sum(x == y for x, y in zip(*tags))
        total["names"] = total.get("names", 0) + len(tags[0])
    print(json.dumps({"bytes": os.path.getsize(path), "unchanged by i8 (%)": {k: round(100 * same[k] / total[k], 3) for k in same}}))


if __name__ == "__main__":
    main()
