#!/bin/sh
# Figures of the Rust engine itself: from raw text, on gold words, names, memory and speed beside spaCy.
# usage: training/measure_rust.sh WORK [raw|gold|names|memory|speed|chain …]      (default: all; WORK as for run.sh)
# chain: the whole program, from files to facts, beside spaCy's linguistic part alone.
# Builds examples/annotate.rs and examples/facts.rs unless ANNOTATE and FACTS name the programs. RAPPORTEUR_DATA: the corpora, ../tools beside them: the scorers.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mkdir -p "$1" && cd "$1" && pwd)
shift
data="${RAPPORTEUR_DATA:-$here/../../shared/data}"
tools="${RAPPORTEUR_TOOLS:-$data/../tools}"
out=$work/rust
mkdir -p "$out"
if [ -z "${ANNOTATE:-}" ]; then
    (cd "$here/.." && cargo build --quiet --release --example annotate)
    ANNOTATE=$here/../target/release/examples/annotate
fi
if [ -z "${FACTS:-}" ]; then
    (cd "$here/.." && cargo build --quiet --release --example facts)
    FACTS=$here/../target/release/examples/facts
fi

for part in ${*:-raw gold names memory speed chain}; do
    case $part in
    raw)
        for set in ewt/dev ewt/test gum/dev gum/test; do
            name=$out/$(echo "$set" | tr / -)
            python3 "$tools/eval_conllu.py" --text "$data/ud/$set.conllu" >"$name.txt"
            "$ANNOTATE" "$name.txt" >"$name.conllu"
            echo "raw text, $set"
            python3 "$tools/eval_conllu.py" "$data/ud/$set.conllu" "$name.conllu" | grep -v '^xpos'
        done ;;
    gold)
        for set in ewt/test gum/test; do
            name=$out/$(echo "$set" | tr / -)
            "$ANNOTATE" --gold-tokens "$data/ud/$set.conllu" >"$name-gold.conllu"
            echo "gold words and sentences, $set"
            python3 "$tools/eval_conllu.py" "$data/ud/$set.conllu" "$name-gold.conllu" | grep -E '^(upos|lemma|uas|las)'
        done ;;
    names)
        for set in dev test; do
            "$ANNOTATE" --iob "$data/ner/uner-ewt/$set.iob2" >"$out/uner-$set.conllu"
            echo "names, gold words, UNER-EWT $set"
            python3 "$tools/eval_ner.py" "$data/ner/uner-ewt/$set.iob2" "$out/uner-$set.conllu"
            python3 "$tools/eval_ner.py" --text "$data/ner/uner-ewt/$set.iob2" >"$out/uner-$set.txt"
            "$ANNOTATE" "$out/uner-$set.txt" >"$out/uner-$set.conllu"
            echo "names, raw text, UNER-EWT $set"
            python3 "$tools/eval_ner.py" "$data/ner/uner-ewt/$set.iob2" "$out/uner-$set.conllu"
        done ;;
    memory)
        cat "$data"/raw/gum/*.txt | head -c 100000 | iconv -c -f utf-8 -t utf-8 >"$out/100kB.txt"
        echo "peak memory, 100 kB of text"
        /usr/bin/time -f '%M kB, %e s' "$ANNOTATE" "$out/100kB.txt" >"$out/100kB.conllu" ;;
    speed)
        # Taking turns, so that both see the same machine.
        for turn in 1 2 3; do
            echo "turn $turn"
            /usr/bin/time -f 'whole process: %U s user, %S s system, %e s wall' "$ANNOTATE" --speed "$data/raw/gum"
            "$work/venv/bin/python" "$here/spacy_speed.py" "$data/raw/gum"
        done ;;
    chain)
        for turn in 1 2 3; do
            echo "turn $turn"
            RAYON_NUM_THREADS=1 /usr/bin/time -f 'read, annotate, extract, resolve, graph, facts, whole process: %U s user, %S s system, %e s wall, %M kB' \
                "$FACTS" "$here/../ontology" "$data/raw" >"$out/chain.facts"
            "$work/venv/bin/python" "$here/spacy_speed.py" "$data/raw"
        done ;;
    *) echo "unknown part $part" >&2; exit 2 ;;
    esac
done
