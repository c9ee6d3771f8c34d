package dev.scurry.job.training;

/** The leading number of every stored form. */
final class StateFormat {

  private StateFormat() {}

  static void require(int known, int found, String what) {
    if (found != known) {
      throw new IllegalStateException(
          "the state holds " + what + " in format " + found + "; this version reads " + known);
    }
  }
}
