package dev.scurry.clustering;

/** Whether features are divided by their standard deviation in every distance. */
public enum Scaling {
  /** Features count as they are. */
  NONE,
  /** Each feature is divided by its decayed standard deviation; one that does not vary counts 0. */
  STANDARD
}
