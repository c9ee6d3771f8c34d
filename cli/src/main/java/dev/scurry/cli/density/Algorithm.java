package dev.scurry.cli.density;

/** The names of scikit-learn. */
public enum Algorithm {
  DBSCAN,
  HDBSCAN,
  OPTICS
}
