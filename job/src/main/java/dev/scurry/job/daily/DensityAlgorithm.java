package dev.scurry.job.daily;

/** The names of scikit-learn. */
public enum DensityAlgorithm {
  DBSCAN,
  HDBSCAN,
  OPTICS
}
