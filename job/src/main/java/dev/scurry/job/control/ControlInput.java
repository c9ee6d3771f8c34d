package dev.scurry.job.control;

import java.util.List;

/** Where a run's commands come from. A setting that names an audit to repeat goes before it. */
public sealed interface ControlInput {

  /** The topic of the settings, read for ever. */
  record Topic() implements ControlInput {}

  /**
   * These, and no more.
   *
   * @param lines each a {@link dev.scurry.schema.ControlCommand} or a {@link
   *     dev.scurry.schema.AuditRecord} as JSON
   */
  record Lines(List<String> lines) implements ControlInput {
    public Lines {
      lines = List.copyOf(lines);
    }
  }

  static ControlInput none() {
    return new Lines(List.of());
  }
}
