package dev.scurry.job.pairs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Counts the lines that are not used, and keeps the first few of them. */
public final class RejectedLines implements LineRejection {

  private static final int SAMPLES = 5;
  private static final int SAMPLE_BYTES = 120;

  private final List<Sample> samples = new ArrayList<>();
  private long count;

  /**
   * A line that is not used.
   *
   * @param line its number, from 1
   * @param text how it begins
   */
  public record Sample(long line, LineProblem problem, String text) {}

  public long count() {
    return count;
  }

  /** The first ones. */
  public List<Sample> samples() {
    return List.copyOf(samples);
  }

  @Override
  public void add(long line, LineProblem problem, byte[] bytes, int from, int end) {
    count++;
    if (samples.size() < SAMPLES) {
      int length = Math.min(end - from, SAMPLE_BYTES);
      String text = new String(bytes, from, length, StandardCharsets.UTF_8);
      samples.add(new Sample(line, problem, length < end - from ? text + "..." : text));
    }
  }
}
