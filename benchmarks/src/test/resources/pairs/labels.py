#!/usr/bin/python3
"""scikit-learn's DBSCAN of all pairs of points: labels.py FILE EPS MIN_SAMPLES; key,label,core a line, in the order of keys in the file."""
import gzip
import sys

import numpy as np
from sklearn.cluster import DBSCAN

file, eps, min_samples = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
rank, pairs = {}, []
with gzip.open(file, "rt") as lines:
    for line in lines:
        one, other, distance = line.split(",")
        i, j = (rank.setdefault(key, len(rank)) for key in (one, other))
        pairs.append((i, j, float(distance)))
far = np.full((len(rank), len(rank)), 1e9)
np.fill_diagonal(far, 0)
for i, j, distance in pairs:
    far[i, j] = far[j, i] = distance
found = DBSCAN(eps=eps, min_samples=min_samples, metric="precomputed").fit(far)
core = np.zeros(len(rank), int)
core[found.core_sample_indices_] = 1
print("key,label,core")
for key, i in rank.items():
    print(f"{key},{found.labels_[i]},{core[i]}")
