package dev.scurry.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** All spanning trees of least weight have the same weights, whatever edges tie. */
class SpanningTreeTest {

  @Test
  void edges_byRoundsWeighTheSameAsOneByOneOnRandomPoints() {
    for (int seed = 0; seed < 30; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int dimensions = 1 + random.nextInt(4);
      compare(HdbscanTest.groups(random, 500, dimensions), dimensions, 1 + random.nextInt(12));
    }
  }

  @Test
  void edges_byRoundsWeighTheSameAsOneByOneOnAGrid() {
    for (int seed = 0; seed < 30; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      compare(HdbscanTest.grid(random, 400, 2, 30), 2, 1 + random.nextInt(12));
    }
  }

  @Test
  void edges_ofOnePointAreNone() {
    KdTree tree = new KdTree(new double[] {1, 2}, 2);

    assertThat(new BoruvkaSpanningTree(tree, new double[1]).edges().size()).isZero();
    assertThat(new DenseSpanningTree(new double[] {1, 2}, 2).edges(new double[1]).size()).isZero();
  }

  private static void compare(double[] points, int dimensions, int minSamples) {
    KdTree tree = new KdTree(points, dimensions);
    DenseSpanningTree dense = new DenseSpanningTree(points, dimensions);
    EdgeList byRounds =
        new BoruvkaSpanningTree(tree, tree.squaredDistancesToNearest(minSamples)).edges();
    EdgeList oneByOne = dense.edges(dense.squaredCores(minSamples));

    assertThat(weights(byRounds, tree.count())).isEqualTo(weights(oneByOne, tree.count()));
  }

  /** Sorted, of edges that connect all points. */
  private static double[] weights(EdgeList edges, int points) {
    edges.sort();
    edges.keepForest(new DisjointSets(points));
    assertThat(edges.size()).isEqualTo(points - 1);
    double[] weights = new double[edges.size()];
    for (int edge = 0; edge < weights.length; edge++) {
      weights[edge] = edges.weight(edge);
    }
    return weights;
  }
}
