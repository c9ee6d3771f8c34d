package dev.scurry.cli.pairs;

/** Why a line is not used. */
public enum LineProblem {
  FIELDS("not three fields"),
  EMPTY_KEY("an empty key"),
  NOT_UTF8("a key that is not UTF-8"),
  NOT_INTEGER("a key that is no whole number"),
  NOT_A_NUMBER("a distance that is no number"),
  NEGATIVE("a negative distance"),
  TOO_LARGE("a distance that is infinite, or too large for a double"),
  TOO_LONG("longer than 256 KiB");

  private final String words;

  LineProblem(String words) {
    this.words = words;
  }

  /** As it is told to a person. */
  public String words() {
    return words;
  }
}
