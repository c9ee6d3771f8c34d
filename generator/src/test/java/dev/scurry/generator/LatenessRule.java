package dev.scurry.generator;

import java.util.Arrays;

/**
 * The job's rule: an event is late when its slice ends no later than the largest event time of its
 * partition less a minute. What is late moves no maximum.
 */
final class LatenessRule {

  private static final long OUT_OF_ORDERNESS = 60_000;

  private final long slide;
  private final long[] largest;

  LatenessRule(long slide, int partitions) {
    this.slide = slide;
    this.largest = new long[partitions];
    Arrays.fill(largest, Long.MIN_VALUE / 2);
  }

  boolean isLate(int partition, long time) {
    long sliceEnd = (Math.floorDiv(time, slide) + 1) * slide;
    if (sliceEnd <= largest[partition] - OUT_OF_ORDERNESS) {
      return true;
    }
    largest[partition] = Math.max(largest[partition], time);
    return false;
  }
}
