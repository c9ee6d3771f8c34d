package dev.scurry.clustering.judging;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.Metric;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How much nearer each row lies to its own cluster than to the next one: s = (b - a) / max(a, b),
 * with a the mean distance to the other rows of its cluster and b the least mean distance to the
 * rows of another; from -1 to 1 (Rousseeuw, Silhouettes, J. Comput. Appl. Math. 20, 1987). The only
 * row of a cluster counts 0, as in scikit-learn. Uses the common pool; the result does not depend
 * on how many threads it has.
 */
public final class Silhouette {

  /*
   * All n² distances are computed and none is kept. The rows are brought into the order of their
   * clusters. A tile of 64 rows, transposed, meets every row j in that order: the loop over the
   * tile is the innermost one, over arrays that stay in the first cache, and the compiler makes
   * vectors of it without a change of result, since each lane is a row of its own with its own sum
   * over j in index order. At the end of a cluster the tile's sums become means: the row's own
   * cluster gives a, any other may lower b. So memory is the copy of the rows and a few numbers a
   * row, whatever the number of clusters, and tiles know nothing of each other: they run in
   * parallel and give the same bits.
   *
   * Distances are roots of sums of squared differences, never |x|² - 2xy + |y|², which cancels.
   */

  private static final int TILE = 64;

  private final Partition partition;
  private final double[] values;

  private Silhouette(Partition partition) {
    this.partition = partition;
    this.values = new double[partition.size()];
  }

  /**
   * The value of each row, exactly: O(n² d) time, O(n d) memory.
   *
   * @param rows row-major, n x d
   * @param labels one a row; 2 to n - 1 distinct ones
   * @param metric of the distances
   */
  public static double[] values(double[] rows, int[] labels, Metric metric) {
    return new Silhouette(Partition.of(rows, labels, metric).comparable()).run();
  }

  /** The mean of {@link #values}. */
  public static double mean(double[] rows, int[] labels, Metric metric) {
    double[] values = values(rows, labels, metric);
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /**
   * The mean over a sample of rows, judged among themselves, as scikit-learn's {@code sample_size}.
   *
   * @param sample how many rows are drawn, >= 3; from n on it is {@link #mean}
   * @param seed of the draw
   * @throws IllegalArgumentException also where the rows drawn have fewer than 2 labels
   */
  public static double sampled(double[] rows, int[] labels, Metric metric, int sample, long seed) {
    Gate.require(sample >= 3, "a sample must have at least 3 rows, not %d", sample);
    int n = Gate.rows(rows, metric);
    Gate.require(labels.length == n, "%d labels for %d rows", labels.length, n);
    if (sample >= n) {
      return mean(rows, labels, metric);
    }
    int d = metric.dimensions();
    double[] drawn = new double[sample * d];
    int[] drawnLabels = new int[sample];
    SplittableRandom random = new SplittableRandom(seed);
    int filled = 0;
    for (int i = 0; filled < sample; i++) {
      // Knuth, TAOCP 2, 3.4.2, algorithm S: each subset is equally likely, the order is kept.
      if (random.nextDouble() * (n - i) < sample - filled) {
        System.arraycopy(rows, i * d, drawn, filled * d, d);
        drawnLabels[filled++] = labels[i];
      }
    }
    return mean(drawn, drawnLabels, metric);
  }

  /**
   * The mean with distances to centroids in place of mean distances to rows: O(n k d) (Hruschka,
   * Campello, de Castro, Information Sciences 176, 2006). A row belongs to its nearest centroid.
   *
   * @param rows row-major, n x d
   * @param model of at least 2 clusters; its metric is used
   */
  public static double simplified(double[] rows, KMeansModel model) {
    Metric metric = model.metric();
    int n = Gate.rows(rows, metric);
    Gate.require(model.k() >= 2, "there must be at least 2 clusters, not %d", model.k());
    CentroidDistances distances = new CentroidDistances(model);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      distances.measure(rows, i * metric.dimensions());
      sum += distances.silhouette(0);
    }
    return sum / n;
  }

  private double[] run() {
    int tiles = (values.length + TILE - 1) / TILE;
    IntStream.range(0, tiles).parallel().forEach(tile -> new Tile(tile * TILE).judge());
    return values;
  }

  static double of(double own, double next) {
    double larger = Math.max(own, next);
    return larger == 0 ? 0 : (next - own) / larger;
  }

  /** Rows [from, from + width) of the partition against all rows. */
  private final class Tile {
    private final int from;
    private final int width;
    private final double[] transposed;
    private final double[] squares = new double[TILE];
    private final double[] sums = new double[TILE];
    private final double[] own = new double[TILE];
    private final double[] next = new double[TILE];

    Tile(int from) {
      this.from = from;
      this.width = Math.min(TILE, values.length - from);
      this.transposed = new double[partition.dimensions * TILE];
      java.util.Arrays.fill(next, Double.POSITIVE_INFINITY);
      for (int i = 0; i < width; i++) {
        for (int f = 0; f < partition.dimensions; f++) {
          transposed[f * TILE + i] = partition.points[(from + i) * partition.dimensions + f];
        }
      }
    }

    void judge() {
      for (int cluster = 0; cluster < partition.clusters(); cluster++) {
        java.util.Arrays.fill(sums, 0);
        for (int j = partition.starts[cluster]; j < partition.starts[cluster + 1]; j++) {
          addDistancesTo(j);
        }
        closeCluster(cluster);
      }
      int cluster = 0;
      for (int i = 0; i < width; i++) {
        while (from + i >= partition.starts[cluster + 1]) {
          cluster++;
        }
        boolean alone = partition.size(cluster) == 1;
        values[partition.origin[from + i]] = alone ? 0 : of(own[i], next[i]);
      }
    }

    private void addDistancesTo(int j) {
      int d = partition.dimensions;
      double[] y = partition.points;
      java.util.Arrays.fill(squares, 0);
      int f = 0;
      for (; f + 4 <= d; f += 4) {
        int at = j * d + f;
        addFour(f * TILE, y[at], y[at + 1], y[at + 2], y[at + 3]);
      }
      for (; f < d; f++) {
        addOne(f * TILE, y[j * d + f]);
      }
      for (int i = 0; i < TILE; i++) {
        sums[i] += Math.sqrt(squares[i]);
      }
    }

    private void addFour(int at, double y0, double y1, double y2, double y3) {
      double[] x = transposed;
      double[] to = squares;
      for (int i = 0; i < TILE; i++) {
        double a = x[at + i] - y0;
        double b = x[at + TILE + i] - y1;
        double c = x[at + 2 * TILE + i] - y2;
        double e = x[at + 3 * TILE + i] - y3;
        to[i] += (a * a + b * b) + (c * c + e * e);
      }
    }

    private void addOne(int at, double y) {
      double[] x = transposed;
      double[] to = squares;
      for (int i = 0; i < TILE; i++) {
        double a = x[at + i] - y;
        to[i] += a * a;
      }
    }

    private void closeCluster(int cluster) {
      int size = partition.size(cluster);
      for (int i = 0; i < width; i++) {
        int row = from + i;
        if (row >= partition.starts[cluster] && row < partition.starts[cluster + 1]) {
          own[i] = size == 1 ? 0 : sums[i] / (size - 1);
        } else {
          next[i] = Math.min(next[i], sums[i] / size);
        }
      }
    }
  }
}
