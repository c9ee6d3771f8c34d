package dev.scurry.job.training;

import dev.scurry.job.config.HalfLife;
import dev.scurry.job.config.ModelSize;
import dev.scurry.job.config.Settings;
import dev.scurry.job.control.Refusal;
import dev.scurry.job.control.Refusal.Reason;
import dev.scurry.schema.ControlCommand;
import java.io.Serializable;
import java.util.List;

/**
 * Which commands can be followed, and where they lead: all that can be said of a command without
 * the models. What needs them is for {@link ServingRules}.
 */
final class CourseRules implements Serializable {
  private static final long serialVersionUID = 1L;

  static final String FREEZE = "freeze";
  static final String UNFREEZE = "unfreeze";
  static final String SET_K = "set-k";
  static final String SET_HALF_LIFE = "set-half-life";

  private static final List<String> WORDS =
      List.of("pin", "rollback", "unpin", FREEZE, UNFREEZE, SET_K, SET_HALF_LIFE, "forget");

  private static final String NUMBER = "[0-9]{1,6}";

  private final Settings settings;

  CourseRules(Settings settings) {
    this.settings = settings;
  }

  /**
   * Why a command can't be followed, if it can't.
   *
   * @param modelExists whether a model was learned before the command's window
   */
  Refusal refusal(ControlCommand command, Course course, boolean modelExists) {
    if (!EffectiveWindow.isTold(command)) {
      return Reason.BAD_VALUE.because("effective_from is no time such as 2026-01-31T12:00:00Z");
    }
    return switch (command.command()) {
      case FREEZE -> freeze(course, modelExists);
      case UNFREEZE ->
          course.frozen() ? Refusal.NONE : Reason.NOT_NOW.because("learning is not frozen");
      case SET_K -> badValue(problemOfK(command.k()));
      case SET_HALF_LIFE -> badValue(problemOfHalfLife(command.halfLife()));
      case "forget" -> badValue("forget needs a user_id");
      default ->
          WORDS.contains(command.command())
              ? Refusal.NONE
              : Reason.NO_COMMAND.because(
                  "there is no such command; there are " + String.join(", ", WORDS));
    };
  }

  private static Refusal badValue(String problem) {
    return problem.isEmpty() ? Refusal.NONE : Reason.BAD_VALUE.because(problem);
  }

  private static Refusal freeze(Course course, boolean modelExists) {
    if (!modelExists) {
      return Reason.NOT_NOW.because("no model has been learned yet");
    }
    return course.frozen() ? Reason.NOT_NOW.because("learning is frozen already") : Refusal.NONE;
  }

  private String problemOfK(String k) {
    if (k == null) {
      return "set-k needs k, a number or auto";
    }
    int most = Math.min(settings.training().microClusters(), ModelSize.mostClusters(settings));
    boolean good =
        k.equals("auto")
            || (k.matches(NUMBER) && Integer.parseInt(k) >= 1 && Integer.parseInt(k) <= most);
    return good ? "" : "k has to be auto or a number from 1 to " + most + ", not " + k;
  }

  private String problemOfHalfLife(String text) {
    if (text == null) {
      return "set-half-life needs a half_life";
    }
    HalfLife.Unit unit = settings.training().halfLife().unit();
    try {
      return HalfLife.parse(text).unit() == unit
          ? ""
          : "the half-life is counted in " + words(unit) + " and stays so, not " + text;
    } catch (IllegalArgumentException e) {
      return "half_life " + e.getMessage();
    }
  }

  private static String words(HalfLife.Unit unit) {
    return switch (unit) {
      case EVENT_TIME -> "event time";
      case WINDOWS -> "windows";
      case POINTS -> "points";
    };
  }

  /** The course after a command that was not refused. */
  static Course after(ControlCommand command, Course course) {
    return switch (command.command()) {
      case FREEZE -> course.withFrozen(true);
      case UNFREEZE -> course.withFrozen(false);
      case SET_K -> course.withK(command.k());
      case SET_HALF_LIFE -> course.withHalfLife(command.halfLife());
      default -> course;
    };
  }

  /** Whether the shards have to hear of it. */
  static boolean concernsShards(String kind) {
    return List.of(FREEZE, UNFREEZE, SET_HALF_LIFE).contains(kind);
  }

  /** What an accepted command has done, in words. */
  static String done(ControlCommand command) {
    return switch (command.command()) {
      case FREEZE -> "nothing is learned until unfreeze";
      case UNFREEZE -> "learning goes on";
      case SET_K -> "the next model has k " + command.k();
      case SET_HALF_LIFE -> "the half-life is " + command.halfLife();
      default -> throw new IllegalArgumentException("not of training: " + command.command());
    };
  }
}
