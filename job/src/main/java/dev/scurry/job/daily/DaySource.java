package dev.scurry.job.daily;

/** Where the distances of a day come from. */
public enum DaySource {
  /** Distances if others have put some into the day's folder, else features. */
  AUTO,
  /** They are computed from the day's features. */
  FEATURES,
  /** They are read from the day's folder of distances. */
  DISTANCES
}
