package dev.scurry.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What became of the clusters of one model in the next. */
public final class ClusterLineage {

  /*
   * It is read off the same overlap of mass as the ids: overlap(i, j) is the weight that cluster i
   * holds under the old and j under the new model. An id that only the new model has is born, one
   * that only the old one has died. An old cluster split when two or more new ones hold mostly its
   * mass (each at least half its own), and each got at least 5 % of it; two or more old ones merged
   * into a new one when each gave it at least half of what it held, and makes at least 5 % of it.
   * So a border that moves between two clusters is neither. Mass that was not seen of late does not
   * merge: who fell silent has died, whoever takes what is left of him. A split that leaves a new id is also a
   * birth, a merger that takes an id away also a death: one event for each thing that happened.
   */

  private static final double LEAST_SHARE = 0.05;
  private static final double MOSTLY = 0.5;

  /** What happened to a cluster. */
  public enum Kind {
    BORN,
    DIED,
    SPLIT,
    MERGED
  }

  /**
   * One thing that happened.
   *
   * @param cluster its id, in the new model or, if it died, in the old one
   * @param others ids of the other model: where the mass came from (born, merged) or went to
   * @param shares of the mass of {@code cluster}, one each, at least 0.05
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Event(Kind kind, long cluster, long[] others, double[] shares) {

    public Event {
      Checks.require(cluster >= 0, "no cluster has the id %d", cluster);
      others = others.clone();
      shares = Checks.length(shares, others.length, "shares").clone();
      for (double share : shares) {
        Checks.require(share >= LEAST_SHARE && share <= 1, "no share of the mass: %s", share);
      }
    }

    @Override
    public long[] others() {
      return others.clone();
    }

    @Override
    public double[] shares() {
      return shares.clone();
    }
  }

  private final double[][] overlap;

  /** The same of what was seen of late. */
  private final double[][] recent;

  private final double[] before;
  private final double[] after;
  private final long[] idsBefore;
  private final long[] idsAfter;

  private ClusterLineage(
      double[][] overlap,
      double[][] recent,
      double[] before,
      double[] after,
      long[] idsBefore,
      long[] idsAfter) {
    this.overlap = overlap;
    this.recent = recent;
    this.before = before;
    this.after = after;
    this.idsBefore = idsBefore;
    this.idsAfter = idsAfter;
  }

  /**
   * The events, births first, then deaths, splits and mergers, each by id.
   *
   * @param current the micro-clusters from which {@code after} was reduced
   */
  public static List<Event> between(
      MicroClusters current,
      KMeansModel before,
      ClusterIdentity idsBefore,
      KMeansModel after,
      ClusterIdentity idsAfter) {
    Checks.require(
        before.k() == idsBefore.ids().length && after.k() == idsAfter.ids().length,
        "the ids do not fit their models");
    double[][] overlap = ClusterIdentity.overlap(current, current.weights(), before, after);
    double[][] recent = ClusterIdentity.overlap(current, current.recent(), before, after);
    return new ClusterLineage(
            overlap,
            recent,
            ClusterIdentity.rowSums(overlap),
            ClusterIdentity.columnSums(overlap),
            idsBefore.ids(),
            idsAfter.ids())
        .events();
  }

  /**
   * The same of masses that were all seen of late.
   *
   * @param before what each old cluster holds, at least its row's sum
   * @param after what each new one holds, at least its column's sum
   */
  static List<Event> between(
      double[][] overlap, double[] before, double[] after, long[] idsBefore, long[] idsAfter) {
    return new ClusterLineage(overlap, overlap, before, after, idsBefore, idsAfter).events();
  }

  /** Whether a share of a cluster's mass is worth telling. */
  static boolean isTold(double part, double whole) {
    return share(part, whole) >= LEAST_SHARE;
  }

  private List<Event> events() {
    List<Event> events = new ArrayList<>();
    byId(idsAfter).filter(j -> !has(idsBefore, idsAfter[j])).forEach(j -> events.add(born(j)));
    byId(idsBefore).filter(i -> !has(idsAfter, idsBefore[i])).forEach(i -> events.add(died(i)));
    byId(idsBefore).filter(this::isSplit).forEach(i -> events.add(split(i)));
    byId(idsAfter).filter(this::isMerged).forEach(j -> events.add(merged(j)));
    return events;
  }

  private static IntStream byId(long[] ids) {
    return IntStream.range(0, ids.length)
        .boxed()
        .sorted(Comparator.comparingLong(row -> ids[row]))
        .mapToInt(Integer::intValue);
  }

  private static boolean has(long[] ids, long id) {
    return Arrays.stream(ids).anyMatch(other -> other == id);
  }

  private boolean isSplit(int i) {
    return IntStream.range(0, after.length)
            .filter(j -> share(overlap[i][j], before[i]) >= LEAST_SHARE)
            .filter(j -> share(overlap[i][j], after[j]) >= MOSTLY)
            .count()
        > 1;
  }

  private boolean isMerged(int j) {
    double seen = 0;
    for (double[] row : recent) {
      seen += row[j];
    }
    double all = seen;
    return IntStream.range(0, before.length)
            .filter(i -> share(overlap[i][j], after[j]) >= LEAST_SHARE)
            .filter(i -> share(recent[i][j], all) >= LEAST_SHARE)
            .filter(i -> share(overlap[i][j], before[i]) >= MOSTLY)
            .count()
        > 1;
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  private Event born(int j) {
    return event(Kind.BORN, idsAfter[j], idsBefore, sharesOfNew(j));
  }

  private Event died(int i) {
    return event(Kind.DIED, idsBefore[i], idsAfter, sharesOfOld(i));
  }

  private Event split(int i) {
    return event(Kind.SPLIT, idsBefore[i], idsAfter, sharesOfOld(i));
  }

  private Event merged(int j) {
    return event(Kind.MERGED, idsAfter[j], idsBefore, sharesOfNew(j));
  }

  private double[] sharesOfOld(int i) {
    double[] shares = new double[after.length];
    Arrays.setAll(shares, j -> share(overlap[i][j], before[i]));
    return shares;
  }

  private double[] sharesOfNew(int j) {
    double[] shares = new double[before.length];
    Arrays.setAll(shares, i -> share(overlap[i][j], after[j]));
    return shares;
  }

  private static Event event(Kind kind, long cluster, long[] ids, double[] shares) {
    int[] named = byId(ids).filter(row -> shares[row] >= LEAST_SHARE).toArray();
    return new Event(
        kind,
        cluster,
        Arrays.stream(named).mapToLong(row -> ids[row]).toArray(),
        Arrays.stream(named).mapToDouble(row -> Math.min(1, shares[row])).toArray());
  }
}
