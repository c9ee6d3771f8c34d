package dev.scurry.job.daily;

import dev.scurry.clustering.density.ClusterSelection;
import dev.scurry.clustering.density.HdbscanOptions;
import dev.scurry.clustering.density.OpticsXi;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An algorithm and what it is run with, by scikit-learn's names and defaults; what the algorithm
 * has no use for keeps its default.
 *
 * @param eps DBSCAN: up to this distance points are neighbours; OPTICS by {@link
 *     OpticsMethod#DBSCAN}: where the ordering is cut; not above maxEps
 * @param minSamples neighbours that make a point core, itself counted
 * @param minClusterSize HDBSCAN and OPTICS by {@link OpticsMethod#XI}: points that make a cluster
 * @param maxEps OPTICS: pairs farther apart don't matter; may be infinite
 * @param xi OPTICS: how steep a slope parts clusters, above 0 and below 1
 * @param clusterMethod OPTICS
 * @param predecessorCorrection OPTICS by {@link OpticsMethod#XI}
 * @param clusterSelectionMethod HDBSCAN
 * @param clusterSelectionEpsilon HDBSCAN: clusters that part below this distance stay one
 * @param allowSingleCluster HDBSCAN
 */
public record DensityParameters(
    DensityAlgorithm algorithm,
    double eps,
    int minSamples,
    int minClusterSize,
    double maxEps,
    double xi,
    OpticsMethod clusterMethod,
    boolean predecessorCorrection,
    ClusterSelection clusterSelectionMethod,
    double clusterSelectionEpsilon,
    boolean allowSingleCluster)
    implements Serializable {

  public static final double EPS = 0.5;
  public static final int MIN_SAMPLES = 5;

  private static final double XI = 0.05;

  public static DensityParameters dbscan(double eps, int minSamples) {
    return new DensityParameters(
        DensityAlgorithm.DBSCAN,
        eps,
        minSamples,
        MIN_SAMPLES,
        Double.POSITIVE_INFINITY,
        XI,
        OpticsMethod.XI,
        true,
        ClusterSelection.EXCESS_OF_MASS,
        0,
        false);
  }

  /**
   * Of a table of distances.
   *
   * @param base DBSCAN's eps and min_samples where they are not given
   * @throws WrongParameterException with every problem
   */
  static DensityParameters ofPairs(
      DensityAlgorithm algorithm, HyperParameters given, DensityParameters base) {
    given.word("metric", "precomputed");
    return of(algorithm, given, base);
  }

  /**
   * With scikit-learn's defaults. The metric is the caller's to ask for, before this.
   *
   * @throws WrongParameterException with every problem
   */
  public static DensityParameters of(DensityAlgorithm algorithm, HyperParameters given) {
    return of(algorithm, given, dbscan(EPS, MIN_SAMPLES));
  }

  private static DensityParameters of(
      DensityAlgorithm algorithm, HyperParameters given, DensityParameters base) {
    DensityParameters parameters =
        switch (algorithm) {
          case DBSCAN -> dbscan(given.finite("eps", base.eps, 0), minSamples(given, base, 1));
          case HDBSCAN -> hdbscan(given);
          case OPTICS -> optics(given);
        };
    refuseOthers(algorithm, given);
    given.check(algorithm);
    return parameters;
  }

  /** What scikit-learn has, and is not here but by its default. */
  private static void refuseOthers(DensityAlgorithm algorithm, HyperParameters given) {
    given.onlyDefault("metric_params", null);
    if (algorithm == DensityAlgorithm.HDBSCAN) {
      given.onlyDefault("alpha", 1.0);
      given.onlyDefault("max_cluster_size", null);
      given.onlyDefault("store_centers", null);
    } else {
      given.onlyDefault("p", 2.0);
    }
  }

  private static int minSamples(HyperParameters given, DensityParameters base, int least) {
    return given.count("min_samples", base.minSamples, least);
  }

  private static DensityParameters hdbscan(HyperParameters given) {
    int minClusterSize = given.count("min_cluster_size", MIN_SAMPLES, 2);
    boolean leaf = given.word("cluster_selection_method", "eom", "leaf").equals("leaf");
    return new DensityParameters(
        DensityAlgorithm.HDBSCAN,
        EPS,
        given.count("min_samples", minClusterSize, 1),
        minClusterSize,
        Double.POSITIVE_INFINITY,
        XI,
        OpticsMethod.XI,
        true,
        leaf ? ClusterSelection.LEAF : ClusterSelection.EXCESS_OF_MASS,
        given.finite("cluster_selection_epsilon", 0, 0),
        given.flag("allow_single_cluster", false));
  }

  private static DensityParameters optics(HyperParameters given) {
    int minSamples = given.count("min_samples", MIN_SAMPLES, 2);
    double maxEps = given.number("max_eps", Double.POSITIVE_INFINITY, 0);
    double eps = given.number("eps", maxEps, 0);
    boolean byXi = given.word("cluster_method", "xi", "dbscan").equals("xi");
    if (!byXi && eps > maxEps) {
      given.problem("eps must not be above max_eps, but %s is above %s".formatted(eps, maxEps));
    }
    return new DensityParameters(
        DensityAlgorithm.OPTICS,
        eps,
        minSamples,
        given.count("min_cluster_size", minSamples, 2),
        maxEps,
        xi(given),
        byXi ? OpticsMethod.XI : OpticsMethod.DBSCAN,
        given.flag("predecessor_correction", true),
        ClusterSelection.EXCESS_OF_MASS,
        0,
        false);
  }

  private static double xi(HyperParameters given) {
    double xi = given.number("xi", XI, 0);
    if (xi > 0 && xi < 1) {
      return xi;
    }
    given.problem("xi must be above 0 and below 1, not " + xi);
    return XI;
  }

  /** Pairs farther apart change no label; may be infinite. */
  public double reach() {
    return switch (algorithm) {
      case DBSCAN -> eps;
      case HDBSCAN -> Double.POSITIVE_INFINITY;
      case OPTICS -> maxEps;
    };
  }

  public HdbscanOptions hdbscanOptions() {
    return new HdbscanOptions(
        minClusterSize,
        minSamples,
        clusterSelectionMethod,
        clusterSelectionEpsilon,
        allowSingleCluster);
  }

  public OpticsXi opticsXi() {
    return new OpticsXi(xi, minClusterSize, predecessorCorrection);
  }

  /** What the algorithm looks at, by scikit-learn's names, the algorithm first. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("algorithm", algorithm.name());
    switch (algorithm) {
      case DBSCAN -> map.put("eps", String.valueOf(eps));
      case HDBSCAN -> putHdbscan(map);
      case OPTICS -> putOptics(map);
    }
    map.put("min_samples", String.valueOf(minSamples));
    return map;
  }

  private void putHdbscan(Map<String, String> map) {
    boolean leaf = clusterSelectionMethod == ClusterSelection.LEAF;
    map.put("min_cluster_size", String.valueOf(minClusterSize));
    map.put("cluster_selection_method", leaf ? "leaf" : "eom");
    map.put("cluster_selection_epsilon", String.valueOf(clusterSelectionEpsilon));
    map.put("allow_single_cluster", String.valueOf(allowSingleCluster));
  }

  private void putOptics(Map<String, String> map) {
    map.put("max_eps", number(maxEps));
    map.put("cluster_method", clusterMethod.name().toLowerCase(Locale.ROOT));
    if (clusterMethod == OpticsMethod.DBSCAN) {
      map.put("eps", number(eps));
    } else {
      map.put("xi", String.valueOf(xi));
      map.put("min_cluster_size", String.valueOf(minClusterSize));
      map.put("predecessor_correction", String.valueOf(predecessorCorrection));
    }
  }

  private static String number(double number) {
    return Double.isInfinite(number) ? "inf" : String.valueOf(number);
  }
}
