package dev.scurry.job.training;

import dev.scurry.job.control.Refusal;
import dev.scurry.job.control.Refusal.Reason;
import dev.scurry.schema.ControlCommand;
import java.util.NavigableSet;
import java.util.Set;

/** Where the commands about versions lead. */
final class ServingRules {

  private static final String PIN = "pin";
  private static final String ROLLBACK = "rollback";
  private static final String UNPIN = "unpin";

  private ServingRules() {}

  static boolean concerns(String kind) {
    return Set.of(PIN, ROLLBACK, UNPIN).contains(kind);
  }

  /**
   * Decides a command.
   *
   * @param kept versions that can be served, the newest learned one among them
   */
  static Decision decide(ControlCommand command, Serving now, NavigableSet<Long> kept) {
    if (kept.isEmpty()) {
      return refused(Reason.NOT_NOW, "no model has been learned yet", now);
    }
    return switch (command.command()) {
      case PIN -> pin(command.version(), now, kept);
      case ROLLBACK -> rollback(command.version(), now, kept);
      case UNPIN -> unpin(now, kept.last());
      default -> throw new IllegalArgumentException("not of versions: " + command.command());
    };
  }

  private static Decision pin(Long version, Serving now, NavigableSet<Long> kept) {
    if (version == null) {
      return refused(Reason.BAD_VALUE, "pin needs a version", now);
    }
    return kept.contains(version) ? Decision.pinned(version) : notKept(version, now, kept);
  }

  private static Decision rollback(Long version, Serving now, NavigableSet<Long> kept) {
    Long target = version == null ? kept.lower(now.version()) : version;
    if (target == null) {
      return refused(Reason.NOT_KEPT, "no version before " + now.version() + " is kept", now);
    }
    if (target >= now.version()) {
      return refused(
          Reason.NOT_NOW,
          "version " + target + " is not before version " + now.version() + ", which serves",
          now);
    }
    return kept.contains(target) ? Decision.pinned(target) : notKept(target, now, kept);
  }

  private static Decision unpin(Serving now, long newest) {
    return now.pinned()
        ? new Decision(
            Refusal.NONE,
            "the newest version serves again, and every one after it",
            new Serving(newest, false))
        : refused(Reason.NOT_NOW, "no version is pinned", now);
  }

  private static Decision notKept(long version, Serving now, NavigableSet<Long> kept) {
    return refused(Reason.NOT_KEPT, "version " + version + " is not kept; there are " + kept, now);
  }

  private static Decision refused(Reason reason, String why, Serving now) {
    return new Decision(reason.because(why), "", now);
  }

  /**
   * What became of a command.
   *
   * @param done what it does, if it is followed
   */
  record Decision(Refusal refusal, String done, Serving after) {

    static Decision pinned(long version) {
      return new Decision(
          Refusal.NONE, "version " + version + " serves until unpin", new Serving(version, true));
    }
  }
}
