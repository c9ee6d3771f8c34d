package dev.scurry.job;

/** The leading number of every stored form. */
public final class StateFormat {

  private StateFormat() {}

  /**
   * Refuses a stored form that this version can't read.
   *
   * @throws IllegalStateException where {@code found} is not {@code known}
   */
  public static void require(int known, int found, String what) {
    if (found != known) {
      throw new IllegalStateException(
          "the state holds " + what + " in format " + found + "; this version reads " + known);
    }
  }
}
