package dev.scurry.job.pairs;

import java.util.Locale;

/** Why a line is not used. */
public enum LineProblem {
  FIELDS("not three fields"),
  EMPTY_KEY("an empty key"),
  NOT_UTF8("a key that is not UTF-8"),
  NOT_INTEGER("a key that is no whole number"),
  NOT_A_NUMBER("a distance that is no number"),
  NEGATIVE("a negative distance"),
  TOO_LARGE("a distance that is infinite, or too large for a double"),
  TOO_LONG("longer than 256 KiB"),
  CUT_SHORT("the object ends, or is damaged, in or before this line"),
  INFLATED("what is behind was not read: the object inflates beyond the limit");

  private final String words;

  LineProblem(String words) {
    this.words = words;
  }

  /** As it stands in files: {@code not-a-number}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As it is told to a person. */
  public String words() {
    return words;
  }
}
