"""Train one of the two networks.

usage: train.py syntax|names OUT [--steps N] [--every N] …     (all options: --help)

Both start from the word-vector layers of spaCy's en_core_web_sm (MIT). The best
checkpoint on the development sets is kept in OUT, its figures in OUT.json.
"""
import argparse
import json
import os
import random
import time

import spacy
from spacy.util import fix_random_seed
from thinc.api import Adam
from thinc.schedules import warmup_linear

import augment
import corpora
import exchange
import features
import names_data
import news_grammar
import news_names
import news_trees
from name_pool import Pool
from measure import names_f, syntax_scores

ENCODER = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": 96, "include_static_vectors": False},
    "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4, "window_size": 1,
               "maxout_pieces": 3},
}
COLUMNS = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500, "SPACY": 50, "IS_SPACE": 50}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}


def encoder(columns):
    return {**ENCODER, "embed": {**ENCODER["embed"], "attrs": columns, "rows": [COLUMNS[c] for c in columns]}}


def transitions(kind, tok2vec, hidden=64):
    return {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": kind, "extra_state_tokens": False,
            "hidden_width": hidden, "maxout_pieces": 2, "use_upper": True, "tok2vec": tok2vec}


def syntax_pipeline():
    nlp = features.blank()
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER}
    nlp.add_pipe("tok2vec", config={"model": encoder(list(COLUMNS))})
    nlp.add_pipe("tagger", config={"model": tagger})  # XPOS: an auxiliary task, not exported
    nlp.add_pipe("morphologizer", config={"model": tagger, "overwrite": True})
    nlp.add_pipe("parser", config={"model": transitions("parser", LISTENER), "min_action_freq": 20,
                                   "update_with_oracle_cut_size": 100})
    return nlp


def names_pipeline(columns=4, hidden=64):
    nlp = features.blank()
    nlp.add_pipe("ner", config={"model": transitions("ner", encoder(list(COLUMNS)[:columns]), hidden),
                                "update_with_oracle_cut_size": 100})
    return nlp


def nodes(model):
    return [n for n in model.walk() if n.param_names]


def copy_encoder(source, target):
    """Copy hashed embeddings, mixing layer and convolutions; both walk in the same order."""
    kinds = ("hashembed", "maxout", "layernorm")
    for a, b in zip(*([n for n in nodes(model) if n.name in kinds] for model in (source, target)), strict=True):
        for name in a.param_names:
            assert a.get_param(name).shape == b.get_param(name).shape
            b.set_param(name, a.get_param(name).copy())


def start_from(nlp, sm, syntax=None):
    """Initialise from en_core_web_sm: the encoders, and the name finder's transition layers by label."""
    if syntax:
        copy_encoder(spacy.load(syntax).get_pipe("tok2vec").model, nlp.get_pipe("ner").model)
        return
    if "tok2vec" in nlp.pipe_names:
        copy_encoder(sm.get_pipe("tok2vec").model, nlp.get_pipe("tok2vec").model)
        return
    old, new = sm.get_pipe("ner"), nlp.get_pipe("ner")
    copy_encoder(old.model, new.model)
    for a, b in zip(nodes(old.model), nodes(new.model)):
        same = a.name in ("precomputable_affine", "linear") and all(a.get_param(p).shape == b.get_param(p).shape for p in a.param_names)
        if same:
            for p in a.param_names:
                b.set_param(p, a.get_param(p).copy())
    upper_old, upper_new = old.model.get_ref("upper"), new.model.get_ref("upper")
    weights, bias = upper_new.get_param("W").copy(), upper_new.get_param("b").copy()
    before = features.actions(old)
    for i, action in enumerate(features.actions(new)):
        if action in before:
            j = before.index(action)
            weights[i], bias[i] = upper_old.get_param("W")[j], upper_old.get_param("b")[j]
    upper_new.set_param("W", weights)
    upper_new.set_param("b", bias)


def mixed(train, invented, trees, rng):
    """Chunks of all; the invented sentences keep their names."""
    chunks = names_data.chunks(train, rng) + names_data.chunks(invented, rng) + trees
    rng.shuffle(chunks)
    return chunks


def with_news(chunks, pool, trees, grammar, rng):
    """Chunks of the corpora and of invented news sentences."""
    if pool:
        chunks += news_trees.chunks(pool, rng, trees) + news_grammar.chunks(pool, rng, grammar)
        rng.shuffle(chunks)
    return chunks


def batches(make_epoch, words):
    """Endless stream of batches of about `words(step)` words."""
    step = 0
    while True:
        batch, size = [], 0
        for example in make_epoch():
            batch.append(example)
            size += len(example.reference)
            if size >= words(step):
                yield batch
                batch, size, step = [], 0, step + 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=("syntax", "names"))
    parser.add_argument("out")
    parser.add_argument("--sm", default=os.environ.get("RAPPORTEUR_SM"), help="folder of en_core_web_sm")
    parser.add_argument("--work", default="work", help="folder of names_data.py's output")
    parser.add_argument("--steps", type=int, default=10000)
    parser.add_argument("--stop", type=int, help="stop after so many steps, on the schedule of --steps")
    parser.add_argument("--every", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=0.001)
    parser.add_argument("--dropout", type=float, default=0.15)
    parser.add_argument("--words", type=int, nargs=2, default=(200, 1500), help="batch size: at first, at half time")
    parser.add_argument("--encoder", help="names: start from the encoder of this syntax pipeline instead of sm's")
    parser.add_argument("--resume", help="go on from this pipeline (names: second phase, more news places)")
    parser.add_argument("--hidden", type=int, default=64, help="names: hidden units")
    parser.add_argument("--news", type=int, default=0, help="names: so many invented sentences of news_names.py an epoch")
    parser.add_argument("--trees", type=int, default=0, help="so many of news_trees.py (syntax: with --exchange)")
    parser.add_argument("--grammar", type=int, default=0, help="syntax, with --exchange: so many of news_grammar.py")
    parser.add_argument("--exchange", type=float, default=0.0, help="syntax: share of the chunks whose names are exchanged")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-substitution", action="store_true")
    args = parser.parse_args()
    fix_random_seed(args.seed)
    rng = random.Random(args.seed)

    if args.task == "syntax":
        nlp, documents = syntax_pipeline(), corpora.syntax_training()
        develop = {"ewt": corpora.read_conllu(f"{corpora.EWT}/dev.conllu"),
                   "gum": corpora.usable(corpora.read_conllu(f"{corpora.GUM}/dev.conllu"))}

        pool = Pool(f"{args.work}/substitutes.json") if args.exchange else None
        names = exchange.Exchange(documents, names_data.load(f"{args.work}/names.jsonl"), pool) if pool else None

        def epoch(vary=rng):
            for chunk in with_news(augment.chunks(documents, rng), pool, args.trees, args.grammar, rng):
                if names and vary and rng.random() < args.exchange:
                    chunk = exchange.exchanged(names, chunk, rng)
                if args.trees and vary and rng.random() < (0.15 if chunk[0].name == "news" else 0.02):
                    chunk = news_trees.with_dateline(chunk, pool, rng)
                yield augment.syntax_example(nlp.vocab, chunk, vary)

        def measure():
            figures = {name: syntax_scores(nlp, part) for name, part in develop.items()}
            return sum(f["upos"] + f["las"] + 0.2 * f["sentence_ends"] for f in figures.values()) / len(figures), figures
    else:
        nlp = names_pipeline(6 if args.encoder else 4, args.hidden)
        train, develop = names_data.load(f"{args.work}/names.jsonl"), names_data.load(f"{args.work}/names-dev.jsonl")
        pool = Pool(f"{args.work}/substitutes.json") if args.trees else None
        substitutes = None if args.no_substitution else names_data.Substitutes(f"{args.work}/substitutes.json", bool(args.resume), pool)

        def epoch(vary=rng):
            invented = news_names.sentences(substitutes, rng, args.news) if args.news else []
            trees = news_trees.chunks(pool, rng, args.trees) if args.trees else []
            for chunk in mixed(train, invented, trees, rng):
                yield augment.names_example(nlp.vocab, chunk, vary, None if chunk[0].name == "news" else substitutes)

        def measure():
            figures = {part: names_f(nlp, [s for s in develop if s.name == part]) for part in ("uner", "crossner", "gum")}
            return sum(share * figures[p]["all"] for p, share in (("uner", 0.5), ("crossner", 0.25), ("gum", 0.25))), figures

    nlp.initialize(lambda: epoch(None))
    if args.resume:
        nlp.from_disk(args.resume)
        features.contract(nlp)
    else:
        start_from(nlp, spacy.load(args.sm), args.encoder)
    optimizer = Adam(learn_rate=warmup_linear(args.rate, 250, int(args.steps * 1.05)), L2=0.01, grad_clip=1.0,
                     L2_is_weight_decay=True, use_averages=True)
    first, last = args.words
    stream = batches(epoch, lambda step: min(last, first + (last - first) * 2 * step / args.steps))
    best, begin, losses = -1.0, time.time(), {}
    stop = args.stop or args.steps
    for step in range(1, stop + 1):
        nlp.update(next(stream), sgd=optimizer, drop=args.dropout, losses=losses)
        optimizer.step_schedules()
        if step % args.every and step != stop:
            continue
        with nlp.use_params(optimizer.averages):
            score, figures = measure()
            print(f"{step} {time.time() - begin:.0f}s score {score:.2f} {json.dumps(figures)} "
                  f"{ {k: round(v) for k, v in losses.items()} }", flush=True)
            losses = {}
            if score > best:
                best = score
                nlp.to_disk(args.out)
                with open(f"{args.out}.json", "w") as file:
                    json.dump({"step": step, "score": score, "figures": figures, "arguments": vars(args)}, file, indent=1)


if __name__ == "__main__":
    main()
