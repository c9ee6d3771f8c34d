package dev.scurry.job.training;

/**
 * One of {@code count} equal ranges of the hashes, in the order of the hashes read as unsigned
 * numbers.
 */
record HashBucket(int index, int count) {

  boolean holds(long hash) {
    return ((hash >>> 32) * count) >>> 32 == index;
  }
}
