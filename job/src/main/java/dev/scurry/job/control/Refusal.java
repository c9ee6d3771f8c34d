package dev.scurry.job.control;

import java.util.Locale;

/**
 * Why a command is not followed.
 *
 * @param reason its class, for the metrics; null where it is followed
 * @param text what the audit says; empty where it is followed
 */
public record Refusal(Reason reason, String text) {

  /** The command is followed. */
  public static final Refusal NONE = new Refusal(null, "");

  public boolean isNone() {
    return reason == null;
  }

  /** What is wrong with a command. */
  public enum Reason {
    /** The text is no command, or one that does not exist. */
    NO_COMMAND,
    /** It lacks a value, or has one that can't be. */
    BAD_VALUE,
    /** The version is not kept any more, or never was there. */
    NOT_KEPT,
    /** Where the job stands it means nothing. */
    NOT_NOW,
    /** Bounded input was over before the window from which it would hold. */
    INPUT_ENDED;

    /** As it is written in a metric's name. */
    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Refusal because(String text) {
      return new Refusal(this, text);
    }
  }
}
