"""Read a shipped english.rapmodel back into spaCy pipelines, to train on from it when the folders of its training are gone.

usage: importing.py MODEL SYNTAX NAMES      (writes two pipelines to the folders SYNTAX and NAMES)

The weights are those of the file (i8 multiplied out); exported again, they give the same numbers. The auxiliary XPOS tagger is not in the file: it
starts anew and learns along.
"""
import random
import sys

from spacy.tokens import Doc, Span
from spacy.training import Example

import augment
import corpora
import features
from export import encoder_tensors, morphology_label, nodes, read, transition_tensors


def put(tensors, wanted, orders):
    """Weights into the nodes; `orders`: for layers that have a row a label, the labels of the file and the pipeline's."""
    for name, node, parameter, _, _ in wanted:
        array = tensors[name].reshape(node.get_param(parameter).shape)
        layer = name.rpartition(".")[0]
        if layer in orders:
            known, own = orders[layer]
            assert sorted(own) == sorted(known), f"{layer}: other labels than the pipeline's"
            array = array[[known.index(label) for label in own]]
        node.set_param(parameter, array.copy())


def syntax_weights(path, nlp):
    header, tensors = read(path)
    morphologizer, parser = nlp.get_pipe("morphologizer"), nlp.get_pipe("parser")
    tagger = nodes(morphologizer.model, "softmax")[0]
    wanted = [*encoder_tensors("syntax", nlp.get_pipe("tok2vec").model), ("morphology.weight", tagger, "W", None, False),
              ("morphology.bias", tagger, "b", None, True), *transition_tensors("parser", parser.model)]
    put(tensors, wanted, {"morphology": (header["morphology"]["labels"], [morphology_label(label) for label in morphologizer.labels]),
                          "parser.upper": (header["parser"]["actions"], features.actions(parser))})


def names_weights(path, nlp):
    header, tensors = read(path)
    ner = nlp.get_pipe("ner")
    put(tensors, [*encoder_tensors("names", ner.model), *transition_tensors("entities", ner.model)],
        {"entities.upper": (header["entities"]["actions"], features.actions(ner))})


def syntax(path, out):
    from train import syntax_pipeline
    nlp, documents = syntax_pipeline(), corpora.syntax_training()
    nlp.initialize(lambda: (augment.syntax_example(nlp.vocab, chunk) for chunk in augment.chunks(documents, random.Random(1))))
    syntax_weights(path, nlp)
    nlp.to_disk(out)


def names(path, out):
    from train import names_pipeline
    nlp = names_pipeline()

    def examples():
        """One name of each type: the labels are all that the pipeline needs to know."""
        for label in sorted({a[2:] for a in read(path)[0]["entities"]["actions"] if a[1:2] == "-" and a[2:]}):
            gold = Doc(nlp.vocab, words=["X"])
            gold.ents = [Span(gold, 0, 1, label)]
            yield Example(Doc(nlp.vocab, words=["X"]), gold)

    nlp.initialize(examples)
    names_weights(path, nlp)
    nlp.to_disk(out)


def main():
    path, syntax_out, names_out = sys.argv[1:]
    syntax(path, syntax_out)
    names(path, names_out)


if __name__ == "__main__":
    main()
