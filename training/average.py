"""Mean of the weights of two pipelines of the same shape, one of which was trained on from the other.

usage: average.py A B SHARE OUT     (SHARE of B, between 0 and 1)
"""
import sys

import features


def parameters(nlp):
    return [(node, name) for pipe in nlp.pipe_names for node in nlp.get_pipe(pipe).model.walk() for name in node.param_names]


def main():
    first, second, share, out = sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4]
    first, second = features.load(first), features.load(second)
    # Nodes that pipes share (the encoder's listeners) come up once each: all old values are read before any is set.
    pairs = list(zip(parameters(first), parameters(second), strict=True))
    means = [(1 - share) * a.get_param(name) + share * b.get_param(name) for (a, name), (b, _) in pairs]
    for (_, (node, name)), mean in zip(pairs, means):
        node.set_param(name, mean)
    second.to_disk(out)


if __name__ == "__main__":
    main()
