package dev.scurry.job.training;

import dev.scurry.schema.ControlCommand;
import dev.scurry.schema.WireFormat;

/** Commands for tests. */
final class Commands {

  private Commands() {}

  static ControlCommand of(String word) {
    return new ControlCommand(null, word, null, null, null, null, null, null, null, null);
  }

  static ControlCommand version(String word, Long version) {
    return new ControlCommand(null, word, version, null, null, null, null, null, null, null);
  }

  static ControlCommand k(String k) {
    return new ControlCommand(null, "set-k", null, k, null, null, null, null, null, null);
  }

  static ControlCommand halfLife(String halfLife) {
    return new ControlCommand(
        null, "set-half-life", null, null, halfLife, null, null, null, null, null);
  }

  static ControlCommand from(String word, String effectiveFrom) {
    return new ControlCommand(null, word, null, null, null, null, null, null, effectiveFrom, null);
  }

  static CourseNote note(long window, long sequence, ControlCommand command) {
    return new CourseNote(window, sequence, command.command(), WireFormat.encode(command))
        .decided(window, "");
  }
}
