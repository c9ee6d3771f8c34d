package dev.scurry.job.daily;

/** How clusters are read off OPTICS's ordering. */
public enum OpticsMethod {
  /** By steep slopes. */
  XI,
  /** By a cut at eps. */
  DBSCAN
}
