package dev.scurry.clustering.density;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KdTreeTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void search_equalsTheNaiveOneOnRandomPoints(int dimensions) {
    SplittableRandom random = new SplittableRandom(dimensions);
    for (int count : new int[] {1, 2, 12, 13, 25, 100, 300}) {
      compare(HdbscanTest.groups(random, count, dimensions), dimensions, random);
    }
  }

  @Test
  void search_equalsTheNaiveOneOnAGridWithDuplicates() {
    SplittableRandom random = new SplittableRandom(1);
    for (int count : new int[] {5, 50, 300}) {
      compare(HdbscanTest.grid(random, count, 2, 5), 2, random);
    }
  }

  @Test
  void search_ofEqualPointsFindsAll() {
    KdTree tree = new KdTree(new double[3000], 3);
    int[] found = new int[1000];

    assertThat(tree.within(500, 0, found, null)).isEqualTo(1000);
    assertThat(found).doesNotHaveDuplicates();
    assertThat(tree.squaredDistancesToNearest(1000)).containsOnly(0);
  }

  private static void compare(double[] points, int dimensions, SplittableRandom random) {
    int n = points.length / dimensions;
    KdTree tree = new KdTree(points, dimensions);
    int k = 1 + random.nextInt(n + 2);
    double[] nearest = tree.squaredDistancesToNearest(k);
    for (int place = 0; place < n; place++) {
      double[] squares = squares(points, dimensions, tree.point(place));
      double limit = squares[random.nextInt(n)];
      int[] expected = IntStream.range(0, n).filter(i -> squares[i] <= limit).toArray();
      int[] found = new int[n];
      double[] foundSquares = new double[n];
      int count = tree.within(tree.point(place), limit, found, foundSquares);

      assertThat(foundSquares[count - 1]).isEqualTo(squares[found[count - 1]]);
      assertThat(IntStream.of(found).limit(count).sorted().toArray()).isEqualTo(expected);
      Arrays.sort(squares);
      assertThat(nearest[place]).isEqualTo(k > n ? Double.POSITIVE_INFINITY : squares[k - 1]);
    }
  }

  private static double[] squares(double[] points, int dimensions, int from) {
    double[] squares = new double[points.length / dimensions];
    for (int i = 0; i < points.length; i++) {
      double difference = points[i] - points[from * dimensions + i % dimensions];
      squares[i / dimensions] += difference * difference;
    }
    return squares;
  }
}
