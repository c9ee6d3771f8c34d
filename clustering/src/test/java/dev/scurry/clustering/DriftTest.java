package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Six groups in seven features over 120 windows: one moves, one dies, one is born elsewhere. The
 * whole of training, without Flink: shards, decay, reduce, identity.
 */
class DriftTest {

  private static final int DIMENSIONS = 7;
  private static final int WINDOWS = 120;
  private static final int DEATH = 40;
  private static final int BIRTH = 50;
  private static final int DYING = 2;
  private static final int BORN = 6;
  private static final int MOVING = 4;

  @ParameterizedTest
  @CsvSource({"1,12,500", "2,12,500", "3,12,500", "4,6,500", "5,24,500", "6,12,120", "7,12,3000"})
  void training_followsTheDrift(long seed, double halfLife, int usersPerWindow) {
    Stream stream = new Stream(seed, usersPerWindow);
    Trainer trainer = new Trainer(seed, halfLife);
    List<Double> agreement = new ArrayList<>();
    Set<Long> idsBefore = null;
    for (int window = 1; window <= WINDOWS; window++) {
      stream.next(window);
      if (window > 1) {
        agreement.add(AdjustedRand.of(stream.labels, trainer.assign(stream.rows)));
      }
      trainer.learn(stream.rows, window);
      idsBefore = window == DEATH - 1 ? trainer.ids() : idsBefore;
    }

    assertThat(mean(agreement.subList(5, DEATH - 2))).isGreaterThan(0.97);
    assertThat(mean(agreement.subList(WINDOWS - 30, WINDOWS - 1))).isGreaterThan(0.97);
    assertThat(mean(agreement)).isGreaterThan(0.95);
    assertThat(trainer.ids()).as("five live on, one is new").hasSize(6);
    Set<Long> survivors = new HashSet<>(trainer.ids());
    survivors.retainAll(idsBefore);
    assertThat(survivors).hasSizeGreaterThanOrEqualTo(5);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** Users of groups at scripted places. */
  private static final class Stream {
    private final SplittableRandom random;
    private final double[][] centres = new double[7][DIMENSIONS];
    private final int users;
    private double[] rows;
    private long[] labels;

    Stream(long seed, int users) {
      this.random = new SplittableRandom(seed);
      this.users = users;
      for (int group = 0; group < centres.length; group++) {
        draw(group);
      }
    }

    /** A place at least 6 deviations from the others. */
    private void draw(int group) {
      do {
        Arrays.setAll(centres[group], f -> random.nextDouble(0, 12));
      } while (nearestOther(group) < 6);
    }

    private double nearestOther(int group) {
      double least = Double.MAX_VALUE;
      for (int other = 0; other < group; other++) {
        least =
            Math.min(
                least, Metric.plain(DIMENSIONS).squaredDistance(centres[group], centres[other]));
      }
      return Math.sqrt(least);
    }

    void next(int window) {
      rows = new double[users * DIMENSIONS];
      labels = new long[users];
      for (int user = 0; user < users; user++) {
        int group = group(window);
        labels[user] = group;
        for (int f = 0; f < DIMENSIONS; f++) {
          double shift = group == MOVING && f < 2 ? 5.0 * window / WINDOWS : 0;
          rows[user * DIMENSIONS + f] = centres[group][f] + shift + random.nextGaussian();
        }
      }
    }

    private int group(int window) {
      int group;
      do {
        group = random.nextInt(7);
      } while ((group == DYING && window >= DEATH) || (group == BORN && window < BIRTH));
      return group;
    }
  }

  /** Four shards and a reducer. */
  private static final class Trainer {
    private static final int SHARDS = 4;
    private static final LloydOptions OPTIONS =
        new LloydOptions(6, LloydOptions.Start.KMEANS_PLUS_PLUS, 300, 10, 1e-4);

    private final long seed;
    private final HalfLifeDecay decay;
    private final MicroClusters[] shards = new MicroClusters[SHARDS];
    private KMeansModel model;
    private ClusterIdentity identity;

    Trainer(long seed, double halfLife) {
      this.seed = seed;
      this.decay = new HalfLifeDecay(halfLife);
      Arrays.setAll(shards, shard -> new MicroClusters(60, DIMENSIONS));
    }

    void learn(double[] rows, int window) {
      for (int shard = 0; shard < SHARDS; shard++) {
        double[] share = share(rows, shard);
        shards[shard].decay(decay.factor(window - 1, window));
        Metric metric = Metric.standard(shards[shard], share);
        shards[shard].absorb(share, metric, Seeds.of(seed, shard, window));
      }
      MicroClusters all = MicroClusters.merge(List.of(shards));
      reduce(all, window);
    }

    private void reduce(MicroClusters all, int window) {
      double[] previous = model == null ? new double[0] : model.centroids();
      KMeansModel next =
          WeightedLloyd.reduce(
              all, Metric.standard(all), OPTIONS, previous, Seeds.of(seed, window));
      identity = model == null ? ClusterIdentity.first(next.k()) : identity.next(all, model, next);
      model = next;
    }

    private static double[] share(double[] rows, int shard) {
      List<double[]> share = new ArrayList<>();
      for (int i = shard; i < rows.length / DIMENSIONS; i += SHARDS) {
        share.add(Blobs.row(rows, i, DIMENSIONS));
      }
      return Blobs.concat(share.toArray(double[][]::new));
    }

    long[] assign(double[] rows) {
      long[] assigned = new long[rows.length / DIMENSIONS];
      Arrays.setAll(
          assigned, i -> identity.ids()[model.closestCluster(Blobs.row(rows, i, DIMENSIONS))]);
      return assigned;
    }

    Set<Long> ids() {
      Set<Long> ids = new HashSet<>();
      Arrays.stream(identity.ids()).forEach(ids::add);
      return ids;
    }
  }
}
