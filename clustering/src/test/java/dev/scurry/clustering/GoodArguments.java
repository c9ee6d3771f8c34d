package dev.scurry.clustering;

import dev.scurry.clustering.LloydOptions.Start;
import dev.scurry.clustering.density.ClusterSelection;
import dev.scurry.clustering.density.HdbscanOptions;
import dev.scurry.clustering.density.Optics;
import dev.scurry.clustering.density.PairConsumer;
import dev.scurry.clustering.density.PairCoreDistances;
import dev.scurry.clustering.density.PairDbscan;
import dev.scurry.clustering.density.PairForest;
import dev.scurry.clustering.density.PairOptics;
import dev.scurry.clustering.density.PrunedPairs;
import dev.scurry.clustering.density.RadiusPairs;
import dev.scurry.clustering.judging.AutoK;
import dev.scurry.clustering.judging.GapStatistic;
import dev.scurry.clustering.judging.KCurve;
import dev.scurry.clustering.judging.KSelection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Arguments that each public function takes, by its name, the receiver first. Who adds a public
 * function with numbers among its parameters adds a line here.
 */
final class GoodArguments {

  /** A number that must not be smaller. */
  record AtLeast(int least, int value) {}

  /** The number of a point, a row or a place: beyond the bounds it may be called out of bounds. */
  record Index(int value) {}

  /** Takes the result, whatever is in it. */
  record Output(double[] numbers) {}

  private static final Metric PLAIN = Metric.plain(2);
  private static final double[] ROWS = {0, 0, 1, 0, 5, 5, 6, 5, 5, 6, 0, 1};
  private static final int[] LABELS = {0, 0, 1, 1, 1, 0};
  private static final LloydOptions LLOYD =
      new LloydOptions(2, Start.KMEANS_PLUS_PLUS, 10, 2, 1e-4);
  private static final KMeansOptions KMEANS = KMeansOptions.of(2);
  private static final KMeansModel MODEL =
      new KMeansModel(PLAIN, new double[] {0, 0, 5, 5}, new double[] {3, 3}, 1);
  private static final PairConsumer<RuntimeException> NOBODY = (i, j, distance) -> {};

  private GoodArguments() {}

  private static AtLeast count(int value) {
    return new AtLeast(1, value);
  }

  private static Index index(int value) {
    return new Index(value);
  }

  static Map<String, Object[]> all() {
    Map<String, Object[]> all = new LinkedHashMap<>();
    kMeans(all);
    density(all);
    judging(all);
    add(all, "Inspection.of(double[],int)", ROWS, count(2));
    return all;
  }

  private static void kMeans(Map<String, Object[]> all) {
    MicroClusters micro = new MicroClusters(3, 2);
    micro.absorb(ROWS, PLAIN, 1);
    add(all, "AdjustedRand.of(long[],long[])", new long[] {1, 2}, new long[] {1, 2});
    add(all, "ClusterIdentity.new(long[],long)", new long[] {0, 2}, 3L);
    add(all, "ClusterIdentity.first(int)", count(2));
    add(all, "ClusterIdentity.from(long,int)", 4L, count(2));
    add(all, "ClusterIdentity.reordered(int[])", ClusterIdentity.first(2), new int[] {1, 0});
    add(all, "Succession.new(int,int)", new AtLeast(0, 2), new AtLeast(0, 2));
    add(all, "Succession.add(int,int)", new Succession(2, 2), index(0), index(1));
    add(
        all,
        "Event.new(Kind,long,long[],double[])",
        ClusterLineage.Kind.BORN,
        3L,
        new long[] {1, 2},
        new double[] {0.5, 0.5});
    add(all, "SampleDistances.of(double[],KMeansModel)", ROWS, MODEL);
    add(
        all,
        "SampleDistances.quantiles(double[])",
        SampleDistances.of(ROWS, MODEL),
        new double[] {0.5, 0.9});
    add(all, "HalfLifeDecay.new(double)", 2.0);
    add(
        all,
        "KMeansModel.new(Metric,double[],double[],double)",
        PLAIN,
        new double[] {0, 0, 5, 5},
        new double[] {3, 3},
        1.0);
    add(all, "KMeansModel.closestCluster(double[])", MODEL, new double[] {1, 2});
    add(all, "KMeansModel.distanceToCluster(double[],int)", MODEL, new double[] {1, 2}, index(1));
    add(
        all,
        "KMeansModel.assign(double[],int[],double[])",
        MODEL,
        ROWS,
        new int[6],
        new Output(new double[6]));
    add(all, "KMeansModel.centroid(int)", MODEL, index(1));
    add(all, "KMeansModel.weight(int)", MODEL, index(1));
    add(all, "KMeansModel.reordered(int[])", MODEL, new int[] {1, 0});
    add(
        all,
        "KMeansOptions.new(LloydOptions,int,Start,int,int,double,Scaling,long)",
        LLOYD,
        count(2),
        Start.RANDOM,
        count(5),
        count(1),
        3.0,
        Scaling.NONE,
        1L);
    add(all, "KMeansOptions.of(int)", count(2));
    add(all, "KMeansOptions.withK(int)", KMEANS, count(2));
    add(all, "KMeansOptions.withEpochs(int)", KMEANS, count(2));
    BatchSource<RuntimeException> source = (rows, batches) -> batches.take(ROWS);
    add(all, "KMeansTraining.fit(BatchSource,int,KMeansOptions)", source, count(2), KMEANS);
    add(
        all,
        "LloydOptions.new(int,Start,int,int,double)",
        count(2),
        Start.RANDOM,
        count(10),
        index(0),
        0.1);
    add(all, "LloydPass.add(double[])", new LloydPass(MODEL), ROWS);
    add(all, "Metric.of(double[])", new double[] {1, 2});
    add(all, "Metric.plain(int)", count(2));
    add(all, "Metric.standard(MicroClusters,double[])", micro, ROWS);
    add(all, "Metric.squaredDistance(double[],double[])", PLAIN, new double[2], new double[2]);
    add(all, "MicroClusters.new(int,int)", count(2), count(3));
    add(
        all,
        "MicroClusters.of(int,int,double[],double[],double[])",
        count(2),
        count(2),
        new double[] {1, 1},
        new double[4],
        new double[4]);
    add(
        all,
        "MicroClusters.of(int,int,double[],double[],double[],double[])",
        count(2),
        count(2),
        new double[] {1, 1},
        new double[4],
        new double[4],
        new double[2]);
    add(all, "MicroClusters.decay(double)", micro, 0.5);
    add(all, "MicroClusters.absorb(double[],Metric,long)", micro, ROWS, PLAIN, 1L);
    add(
        all,
        "MicroClusters.absorb(double[],Metric,Start,long)",
        micro,
        ROWS,
        PLAIN,
        LloydOptions.Start.RANDOM,
        1L);
    add(all, "MicroClusters.weight(int)", micro, index(1));
    add(all, "MicroClusters.condensed(int,Metric,long)", micro, count(2), PLAIN, 1L);
    add(all, "OnlineKMeans.new(int,KMeansOptions)", count(2), KMEANS);
    add(all, "OnlineKMeans.update(double[])", new OnlineKMeans(2, KMEANS), ROWS);
    add(
        all,
        "WeightedLloyd.reduce(MicroClusters,Metric,LloydOptions,double[],long)",
        micro,
        PLAIN,
        LLOYD,
        new double[] {0, 0, 5, 5},
        1L);
    add(
        all,
        "WeightedLloyd.describe(MicroClusters,Metric,LloydOptions,double[],long)",
        micro,
        PLAIN,
        LLOYD,
        new double[] {0, 0, 5, 5},
        1L);
  }

  private static void density(Map<String, Object[]> all) {
    add(all, "Dbscan.ofPoints(double[],int,double,int)", ROWS, count(2), 1.5, count(2));
    add(
        all,
        "DbscanResult.new(int[],boolean[],int)",
        new int[] {0, -1},
        new boolean[2],
        new AtLeast(0, 1));
    add(
        all,
        "HdbscanResult.new(int[],double[],double[],int)",
        new int[] {0, -1},
        new double[] {1, 0},
        new double[] {0, 0.5},
        new AtLeast(0, 1));
    HdbscanOptions options = HdbscanOptions.of(2, 2);
    add(all, "Hdbscan.ofPoints(double[],int,HdbscanOptions)", ROWS, count(2), options);
    add(
        all,
        "HdbscanOptions.new(int,int,ClusterSelection,double,boolean)",
        new AtLeast(2, 2),
        count(2),
        ClusterSelection.LEAF,
        0.5,
        false);
    add(all, "HdbscanOptions.of(int,int)", new AtLeast(2, 2), count(2));
    add(all, "HdbscanOptions.withSelectionEpsilon(double)", options, 0.5);
    add(all, "Optics.ofPoints(double[],int,int,double)", ROWS, count(2), count(2), 3.0);
    add(
        all,
        "OpticsOrdering.new(int,int[],double[],double[],int[])",
        count(2),
        new int[] {0, 1},
        new double[] {1.0 / 0, 1},
        new double[] {1, 1},
        new int[] {-1, 0});
    add(all, "OpticsOrdering.dbscanLabels(double)", Optics.ofPoints(ROWS, 2, 2, 9), 1.0);
    add(all, "OpticsXi.new(double,int,boolean)", 0.05, new AtLeast(2, 2), true);
    add(all, "OpticsXi.of(int)", count(2));
    add(all, "PairCoreDistances.new(int,int)", new AtLeast(0, 3), count(2));
    add(
        all,
        "PairCoreDistances.add(int,int,double)",
        new PairCoreDistances(3, 2),
        index(0),
        index(1),
        1.0);
    add(all, "PairDbscan.new(int,int)", new AtLeast(0, 3), count(2));
    add(all, "PairCoreDistances.growTo(int)", new PairCoreDistances(3, 2), new AtLeast(0, 4));
    add(all, "PairOptics.growTo(int)", new PairOptics(3, 2, 2), new AtLeast(0, 4));
    add(all, "PairDbscan.growTo(int)", new PairDbscan(3, 2), new AtLeast(0, 4));
    add(all, "PairDbscan.add(int,int)", new PairDbscan(3, 2), index(0), index(1));
    add(all, "PairDbscan.addCore(int,int)", new PairDbscan(3, 2), index(0), index(1));
    add(all, "PairDbscan.isCore(int)", new PairDbscan(3, 2), index(0));
    add(all, "PairForest.new(double[])", new double[] {1, 1, 1});
    add(
        all,
        "PairForest.add(int,int,double)",
        new PairForest(new double[] {1, 1, 1}),
        index(0),
        index(1),
        1.0);
    add(all, "PairOptics.new(int,int,double)", new AtLeast(0, 3), count(2), 2.0);
    add(all, "PairOptics.add(int,int,double)", new PairOptics(3, 2, 2), index(0), index(1), 1.0);
    add(
        all,
        "PrunedPairs.new(double[],int,int,double)",
        ROWS,
        new AtLeast(0, 6),
        new AtLeast(0, 2),
        1.0);
    add(
        all,
        "PrunedPairs.find(int,PairConsumer)",
        new PrunedPairs(ROWS.clone(), 6, 2, 1),
        index(0),
        NOBODY);
    add(all, "RadiusPairs.new(double[],int,double)", ROWS, new AtLeast(0, 2), 1.0);
    add(
        all,
        "RadiusPairs.find(int,int,int,int,PairConsumer)",
        new RadiusPairs(ROWS, 2, 1),
        index(0),
        index(6),
        index(0),
        index(6),
        NOBODY);
  }

  private static void judging(Map<String, Object[]> all) {
    MicroClusters micro = new MicroClusters(6, 2);
    micro.absorb(ROWS, PLAIN, 1);
    KCurve curve = KCurve.of(micro, PLAIN, LLOYD, 1, 3, 1);
    GapStatistic gap = GapStatistic.of(curve, micro, PLAIN, LLOYD, 2, 1);
    double[] silhouettes = curve.silhouettes();
    add(
        all,
        "AutoK.new(OptionalInt,int,int)",
        OptionalInt.of(3),
        new AtLeast(0, 4),
        new AtLeast(0, 1));
    add(all, "AutoK.advised(int)", AutoK.start(), count(3));
    add(all, "DaviesBouldin.of(double[],int[],Metric)", ROWS, LABELS, PLAIN);
    add(all, "Dispersion.ssd(double[],int[],Metric)", ROWS, LABELS, PLAIN);
    add(all, "Dispersion.msd(double[],int[],Metric)", ROWS, LABELS, PLAIN);
    add(all, "Dispersion.ssd(double[],KMeansModel)", ROWS, MODEL);
    add(all, "Dispersion.msd(double[],KMeansModel)", ROWS, MODEL);
    add(
        all,
        "GapStatistic.of(int,double[],double[][])",
        count(1),
        new double[] {3, 2},
        new double[][] {{4, 3}, {4, 3}});
    add(
        all,
        "GapStatistic.of(KCurve,MicroClusters,Metric,LloydOptions,int,long)",
        curve,
        micro,
        PLAIN,
        LLOYD,
        count(2),
        1L);
    add(
        all,
        "KCurve.of(MicroClusters,Metric,LloydOptions,int,int,long)",
        micro,
        PLAIN,
        LLOYD,
        count(1),
        count(3),
        1L);
    add(all, "KCurve.model(int)", curve, count(2));
    add(all, "KSelection.new(KCurve,double[],GapStatistic)", curve, silhouettes, gap);
    add(
        all,
        "KSelection.withSilhouettes(double[])",
        new KSelection(curve, silhouettes, gap),
        silhouettes);
    add(
        all,
        "KSelectionOptions.new(int,int,LloydOptions,int,long)",
        count(1),
        count(3),
        LLOYD,
        count(2),
        1L);
    add(all, "KSelectionOptions.of(int,int,long)", count(1), count(3), 1L);
    add(all, "KSelectionOptions.quick(int,int,long)", count(1), count(3), 1L);
    add(all, "Kneedle.elbow(double[],double[])", new double[] {1, 2, 3}, new double[] {9, 2, 1});
    add(all, "MutualInformation.normalized(long[],long[])", new long[] {1, 2}, new long[] {1, 2});
    add(all, "Silhouette.values(double[],int[],Metric)", ROWS, LABELS, PLAIN);
    add(all, "Silhouette.mean(double[],int[],Metric)", ROWS, LABELS, PLAIN);
    add(
        all,
        "Silhouette.sampled(double[],int[],Metric,int,long)",
        ROWS,
        LABELS,
        PLAIN,
        new AtLeast(2, 4),
        1L);
    add(all, "Silhouette.simplified(double[],KMeansModel)", ROWS, MODEL);
  }

  private static void add(Map<String, Object[]> all, String name, Object... arguments) {
    all.put(name, arguments);
  }
}
