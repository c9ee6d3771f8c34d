package dev.scurry.benchmarks;

import dev.scurry.schema.Assignment;
import dev.scurry.schema.WireFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** When assignments were seen somewhere. */
final class Arrivals {

  private final Queue<Arrival> seen = new ConcurrentLinkedQueue<>();

  void add(byte[] assignment) {
    seen.add(new Arrival(assignment, System.nanoTime()));
  }

  /** From the passing of each assignment's window to its arrival, without the first windows. */
  Latencies latencies(PacedActivity activity, int warmUpWindows) {
    long first = activity.firstWindow() + warmUpWindows * PacedActivity.SLIDE_MS;
    return new Latencies(
        seen.stream()
            .filter(arrival -> arrival.windowEnd() >= first)
            .filter(arrival -> activity.passedAt(arrival.windowEnd()) != null)
            .mapToDouble(arrival -> (arrival.nanos - activity.passedAt(arrival.windowEnd())) / 1e6)
            .sorted()
            .toArray());
  }

  /** The window end of an assignment, epoch milliseconds. */
  static long windowEnd(byte[] assignment) {
    return Instant.parse(WireFormat.decode(assignment, Assignment.class).windowEnd())
        .toEpochMilli();
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Arrival(byte[] assignment, long nanos) {
    long windowEnd() {
      return Arrivals.windowEnd(assignment);
    }
  }

  /** Milliseconds, ascending. */
  @SuppressWarnings("ArrayRecordComponent")
  record Latencies(double[] sorted) {

    private double quantile(double share) {
      return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    String line(String where) {
      return sorted.length == 0
          ? where + ": nothing arrived"
          : String.format(
              "%-15s p50 %,7.0f ms, p99 %,7.0f ms, last %,7.0f ms; mean %,7.0f ms (%,d assignments)",
              where,
              quantile(0.5),
              quantile(0.99),
              sorted[sorted.length - 1],
              Arrays.stream(sorted).average().orElseThrow(),
              sorted.length);
    }
  }
}
