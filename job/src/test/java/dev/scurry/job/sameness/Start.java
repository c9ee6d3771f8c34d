package dev.scurry.job.sameness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a job is started.
 *
 * @param name keeps what the run writes apart from other runs'
 * @param settings beside those that every run has
 * @param flags of its main
 * @param savepoint null for a start from nothing
 * @param leavingState whether state may be left out that has no place in the job
 */
record Start(
    String name,
    int parallelism,
    Map<String, String> settings,
    List<String> flags,
    String savepoint,
    boolean leavingState) {

  static Start live(String name, int parallelism, Map<String, String> settings) {
    return new Start(name, parallelism, settings, List.of(), null, false);
  }

  /** Reads to the present end, closes every window and stops. */
  static Start bounded(String name, int parallelism, Map<String, String> settings) {
    return live(name, parallelism, settings).with("--stop-at-end");
  }

  Start with(String flag) {
    List<String> more = new ArrayList<>(flags);
    more.add(flag);
    return new Start(name, parallelism, settings, more, savepoint, leavingState);
  }

  Start with(String setting, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(setting, value);
    return new Start(name, parallelism, more, flags, savepoint, leavingState);
  }

  Start from(String taken) {
    return new Start(name, parallelism, settings, flags, taken, leavingState);
  }

  Start leavingStateOut() {
    return new Start(name, parallelism, settings, flags, savepoint, true);
  }
}
