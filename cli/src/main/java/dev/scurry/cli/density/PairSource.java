package dev.scurry.cli.density;

import dev.scurry.clustering.density.PairConsumer;
import java.io.IOException;

/** Pairs of points that can be read again and again. */
public interface PairSource {

  /** Hands out all pairs, in the same order every time. */
  <E extends Exception> void read(PairConsumer<E> pairs)
      throws E, IOException, InterruptedException;

  /** How many points there are; known behind the first reading. */
  int points();
}
