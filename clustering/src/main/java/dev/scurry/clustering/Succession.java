package dev.scurry.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which clusters of a labelling go on from an earlier one, told by the things that both of them
 * know: {@link ClusterIdentity} and {@link ClusterLineage} of labels instead of models, for any
 * number of clusters.
 */
public final class Succession {

  /*
   * Only things that both labellings know are counted; what is new or gone says nothing of who a
   * cluster is. One that was in no cluster, or is in none now, counts among what its cluster holds
   * but can't be shared.
   *
   * Clusters share little: of k x k pairs a few k have anything in common. So the pairs are kept
   * sparse, and the clusters fall into groups that are linked by pairs worth telling (5 % of either
   * side). Each group is solved alone, on a small dense matrix; the greatest sum over all is the sum
   * of the groups' greatest. Where a labelling is so unlike the earlier one that a group is too
   * large for that, only pairs link it that may be the same cluster (at most three for each, see
   * ClusterIdentity); and where even that is too large, its clusters are taken for new ones.
   */

  /** The label of what is in no cluster. */
  public static final int NONE = -1;

  private static final long LARGEST_GROUP = 1 << 20;

  private final int[] before;
  private final int[] after;
  private final Map<Long, Integer> shared = new HashMap<>();

  /**
   * @param before clusters of the earlier labelling
   * @param after clusters of the later one
   */
  public Succession(int before, int after) {
    Checks.require(before >= 0 && after >= 0, "%d clusters and %d", before, after);
    this.before = new int[before];
    this.after = new int[after];
  }

  /**
   * Counts a thing that both labellings know.
   *
   * @param from its earlier cluster, or {@link #NONE}
   * @param to its later one, or {@link #NONE}
   */
  public void add(int from, int to) {
    if (from != NONE) {
      before[from]++;
    }
    if (to != NONE) {
      after[to]++;
    }
    if (from != NONE && to != NONE) {
      shared.merge((long) from << 32 | to, 1, Integer::sum);
    }
  }

  /**
   * The ids of the later clusters, in their order.
   *
   * @param ids of the earlier ones
   */
  public ClusterIdentity next(ClusterIdentity ids) {
    Checks.require(ids.ids().length == before.length, "the ids do not fit their clusters");
    int[] heirs = new int[before.length];
    Arrays.fill(heirs, -1);
    for (Group group : groups()) {
      group.addHeirs(heirs);
    }
    return ids.inherited(heirs, after.length);
  }

  /** The events, births first, then deaths, splits and mergers, each by id. */
  public List<ClusterLineage.Event> events(ClusterIdentity idsBefore, ClusterIdentity idsAfter) {
    List<ClusterLineage.Event> events = new ArrayList<>();
    for (Group group : groups()) {
      events.addAll(group.events(idsBefore.ids(), idsAfter.ids()));
    }
    events.sort(
        Comparator.comparing(ClusterLineage.Event::kind)
            .thenComparingLong(ClusterLineage.Event::cluster));
    return events;
  }

  private List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    for (Group group : groups(cells(false), new BitSet())) {
      if (group.size() <= LARGEST_GROUP) {
        groups.add(group);
      } else {
        groups.addAll(group.split());
      }
    }
    return groups;
  }

  /** Pairs that link, ascending. */
  private long[] cells(boolean onlyEligible) {
    return shared.entrySet().stream()
        .filter(
            cell -> links(from(cell.getKey()), to(cell.getKey()), cell.getValue(), onlyEligible))
        .mapToLong(Map.Entry::getKey)
        .sorted()
        .toArray();
  }

  private boolean links(int from, int to, int weight, boolean onlyEligible) {
    return onlyEligible
        ? ClusterIdentity.isEligible(weight, before[from], after[to])
        : ClusterLineage.isTold(weight, before[from]) || ClusterLineage.isTold(weight, after[to]);
  }

  /**
   * The groups that the pairs link; a cluster without a pair is a group.
   *
   * @param members clusters to be grouped, the later ones behind the earlier ones; empty: all
   */
  private List<Group> groups(long[] cells, BitSet members) {
    int[] parent = IntStream.range(0, before.length + after.length).toArray();
    for (long cell : cells) {
      parent[root(parent, before.length + to(cell))] = root(parent, from(cell));
    }
    Map<Integer, List<Integer>> byRoot = new HashMap<>();
    List<List<Integer>> groups = new ArrayList<>();
    for (int node = 0; node < parent.length; node++) {
      if (members.isEmpty() || members.get(node)) {
        byRoot
            .computeIfAbsent(
                root(parent, node),
                root -> {
                  groups.add(new ArrayList<>());
                  return groups.get(groups.size() - 1);
                })
            .add(node);
      }
    }
    return groups.stream().map(Group::new).toList();
  }

  private static int root(int[] parent, int node) {
    int at = node;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  private static int from(long cell) {
    return (int) (cell >>> 32);
  }

  private static int to(long cell) {
    return (int) cell;
  }

  /** Clusters of both labellings that have to do with each other. */
  private final class Group {
    private final int[] rows;
    private final int[] columns;

    Group(List<Integer> nodes) {
      this.rows = nodes.stream().mapToInt(n -> n).filter(n -> n < before.length).toArray();
      this.columns =
          nodes.stream()
              .mapToInt(n -> n)
              .filter(n -> n >= before.length)
              .map(n -> n - before.length)
              .toArray();
    }

    long size() {
      return (long) rows.length * columns.length;
    }

    /** The smaller groups of pairs that may be the same cluster; single clusters where need be. */
    List<Group> split() {
      BitSet members = new BitSet();
      Arrays.stream(rows).forEach(members::set);
      Arrays.stream(columns).map(column -> before.length + column).forEach(members::set);
      List<Group> split = new ArrayList<>();
      for (Group group : groups(cells(true), members)) {
        split.addAll(group.size() <= LARGEST_GROUP ? List.of(group) : group.alone());
      }
      return split;
    }

    private List<Group> alone() {
      return IntStream.concat(
              Arrays.stream(rows), Arrays.stream(columns).map(column -> before.length + column))
          .mapToObj(node -> new Group(List.of(node)))
          .toList();
    }

    void addHeirs(int[] heirs) {
      if (size() > 0) {
        int[] found = ClusterIdentity.heirs(overlap(), held(rows, before), held(columns, after));
        for (int i = 0; i < rows.length; i++) {
          heirs[rows[i]] = found[i] < 0 ? -1 : columns[found[i]];
        }
      }
    }

    List<ClusterLineage.Event> events(long[] idsBefore, long[] idsAfter) {
      return ClusterLineage.between(
          overlap(),
          held(rows, before),
          held(columns, after),
          Arrays.stream(rows).mapToLong(row -> idsBefore[row]).toArray(),
          Arrays.stream(columns).mapToLong(column -> idsAfter[column]).toArray());
    }

    private double[][] overlap() {
      double[][] overlap = new double[rows.length][columns.length];
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < columns.length; j++) {
          overlap[i][j] = shared.getOrDefault((long) rows[i] << 32 | columns[j], 0);
        }
      }
      return overlap;
    }

    private static double[] held(int[] clusters, int[] counts) {
      return Arrays.stream(clusters).mapToDouble(cluster -> counts[cluster]).toArray();
    }
  }
}
