package dev.scurry.schema;

/** Why a record is a dead letter. */
public enum DeadLetterReason {
  UNDECODABLE("undecodable"),
  MISSING_USER("missing-user"),
  MISSING_TIME("missing-time"),
  NOT_A_NUMBER("not-a-number"),
  NUMBER_TOO_LARGE("number-too-large"),
  TIME_OUT_OF_RANGE("time-out-of-range"),
  AHEAD_OF_CLOCK("ahead-of-clock"),
  OVERSIZED("oversized"),
  UNREADABLE_INPUT("unreadable-input");

  private final String word;

  DeadLetterReason(String word) {
    this.word = word;
  }

  /** The word on the wire. */
  public String word() {
    return word;
  }
}
