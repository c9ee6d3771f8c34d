package dev.scurry.job.features;

import org.apache.flink.api.common.accumulators.Accumulator;

/** A Flink accumulator that holds the newest tally, as JSON. There is one task that adds to it. */
final class NewestTally implements Accumulator<String, String> {
  private static final long serialVersionUID = 1L;

  private String json;

  @Override
  public void add(String tally) {
    json = tally;
  }

  @Override
  public String getLocalValue() {
    return json;
  }

  @Override
  public void resetLocal() {
    json = null;
  }

  @Override
  public void merge(Accumulator<String, String> other) {
    if (other.getLocalValue() != null) {
      json = other.getLocalValue();
    }
  }

  @Override
  public NewestTally clone() {
    NewestTally copy = new NewestTally();
    copy.json = json;
    return copy;
  }
}
