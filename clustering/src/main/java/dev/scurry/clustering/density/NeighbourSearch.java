package dev.scurry.clustering.density;

/** Finds the neighbours of a point, itself not among them, each once, in any order. */
interface NeighbourSearch {

  /** Writes the neighbours and their distances from the arrays' start on; returns how many. */
  int find(int point, int[] neighbours, double[] distances);
}
