"""Time and memory of a search index of 10,000 documents.

Run: OPENBLAS_NUM_THREADS=1 python benchmarks/search_time.py [documents]

Documents of about a hundred words, drawn by Zipf's law from 60,000 made-up ones. A query is asked
40 times; the median of the time of the process is printed. Memory is what Python and NumPy hold
more than before.
"""

from __future__ import annotations

import statistics
import sys
import time
import tracemalloc
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "vectors")]

from elm_core.tasks import SearchIndex

WORDS = 60_000


def documents(n: int) -> list[str]:
    """The same texts on every run."""
    random = np.random.RandomState(0)
    parts = [c + v for c in "bcdfghklmnprstvw" for v in ("a", "e", "i", "o", "u", "an", "er", "il")]
    made = {"".join(parts[i] for i in random.randint(0, len(parts), 3)) for _ in range(2 * WORDS)}
    words = np.array(sorted(made), dtype=object)
    words = random.permutation(words)[:WORDS]
    chance = 1.0 / (np.arange(len(words)) + 2.7)
    lengths = random.poisson(100, n)
    drawn = random.choice(len(words), int(lengths.sum()), p=chance / chance.sum())
    ends = np.cumsum(lengths)
    return [" ".join(words[drawn[end - m : end]]) for end, m in zip(ends, lengths, strict=True)]


def ms(work, times: int = 40) -> float:
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(1e3 * (time.process_time() - start))
    return statistics.median(spent)


def main() -> None:
    texts = documents(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    counts: dict[str, int] = {}
    for word in " ".join(texts).split():
        counts[word] = counts.get(word, 0) + 1
    by_count = sorted(counts, key=lambda word: -counts[word])
    often, rare = by_count[20], by_count[len(by_count) // 2]
    wrong = next(w for i in range(len(rare)) if (w := rare[:i] + "z" + rare[i + 1 :]) not in counts)
    print(f"{len(texts)} documents, {len(counts)} words")
    start = time.process_time()
    index = SearchIndex(vectors=None).fit(texts)
    index.search(rare)
    print(f"build and first query   {time.process_time() - start:7.2f} s")
    queries = {
        "a frequent word": often,
        "a rare word": rare,
        "twenty words": " ".join(texts[0].split()[:20]),
        "no word of theirs": "zqzqzq",
        "a typing error": wrong,
    }
    for name, query in queries.items():
        index.search(query)
        print(f"{name:20s} {ms(lambda query=query: index.search(query)):7.2f} ms")
    del index
    tracemalloc.start()
    index = SearchIndex(vectors=None).fit(texts)
    index.search(wrong)
    held, most = tracemalloc.get_traced_memory()
    print(f"memory held {held / 2**20:.0f} MiB, at most {most / 2**20:.0f} MiB")


if __name__ == "__main__":
    main()
