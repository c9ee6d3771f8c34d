package dev.scurry.job.features;

import java.util.Arrays;
import java.util.function.Consumer;

/** Gathers the users of one window into few records. It holds nothing between two watermarks. */
final class WindowCounts {
  private static final int MOST_USERS = 4096;

  private final Consumer<FeatureCount> out;
  private final long[] users = new long[MOST_USERS];
  private int size;
  private boolean any;
  private long windowEnd;
  private long newEvents;

  WindowCounts(Consumer<FeatureCount> out) {
    this.out = out;
  }

  /** A user's features at a window's end were emitted; a user without new events is known. */
  void add(long windowEnd, long userHash, long newEvents) {
    if (this.windowEnd != windowEnd || size == MOST_USERS) {
      flush();
    }
    this.windowEnd = windowEnd;
    any = true;
    this.newEvents += newEvents;
    if (newEvents > 0) {
      users[size++] = userHash;
    }
  }

  void flush() {
    if (any) {
      out.accept(FeatureCount.ofClosed(windowEnd, newEvents, Arrays.copyOf(users, size)));
    }
    any = false;
    size = 0;
    newEvents = 0;
  }
}
