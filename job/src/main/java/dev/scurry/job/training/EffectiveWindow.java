package dev.scurry.job.training;

import dev.scurry.job.control.CommandTime;
import dev.scurry.schema.ControlCommand;
import java.util.OptionalLong;

/** From which window on a command holds: the first that ends after all it has to wait for. */
final class EffectiveWindow {

  private EffectiveWindow() {}

  /**
   * The first window end after the command's {@code effective_from} and the last closed window.
   *
   * @param closedThrough windows that end up to this time have closed
   */
  static long after(ControlCommand command, long closedThrough, long slideMs) {
    OptionalLong from = command == null ? OptionalLong.empty() : effectiveFrom(command);
    long after = from.isPresent() ? Math.max(from.getAsLong(), closedThrough) : closedThrough;
    return (Math.floorDiv(after, slideMs) + 1) * slideMs;
  }

  /** Whether {@code effective_from} is a time, or is not given. */
  static boolean isTold(ControlCommand command) {
    return command.effectiveFrom() == null || effectiveFrom(command).isPresent();
  }

  private static OptionalLong effectiveFrom(ControlCommand command) {
    return command.effectiveFrom() == null
        ? OptionalLong.empty()
        : CommandTime.of(command.effectiveFrom());
  }
}
