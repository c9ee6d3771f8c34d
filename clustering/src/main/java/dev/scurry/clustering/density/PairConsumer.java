package dev.scurry.clustering.density;

/** Takes a pair of points and their distance. */
@FunctionalInterface
public interface PairConsumer<E extends Exception> {
  void accept(int i, int j, double distance) throws E;
}
