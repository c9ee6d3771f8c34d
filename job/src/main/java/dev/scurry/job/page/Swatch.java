package dev.scurry.job.page;

/**
 * The colour of a cluster: one of seven that stay apart for the colour-blind (Okabe and Ito,
 * without yellow and black); from the eighth cluster on they come again, in another order and with
 * square points.
 */
public final class Swatch {

  private static final int COLOURS = 7;

  private Swatch() {}

  /** Style classes. */
  public static String of(int cluster) {
    return "c"
        + (cluster + 3 * (cluster / COLOURS)) % COLOURS
        + (cluster / COLOURS % 2 == 1 ? " square" : "");
  }
}
