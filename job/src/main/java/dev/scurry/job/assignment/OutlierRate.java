package dev.scurry.job.assignment;

/** The share of outliers among the users of the last window but the present one. */
final class OutlierRate {

  private long windowEnd = Long.MIN_VALUE;
  private long users;
  private long outliers;

  /** Written by the task, read by the reporters. */
  private volatile double last = Double.NaN;

  void add(long windowEnd, boolean outlier) {
    if (windowEnd > this.windowEnd) {
      last = users == 0 ? Double.NaN : (double) outliers / users;
      this.windowEnd = windowEnd;
      users = 0;
      outliers = 0;
    }
    users++;
    outliers += outlier ? 1 : 0;
  }

  double ofLastWindow() {
    return last;
  }
}
