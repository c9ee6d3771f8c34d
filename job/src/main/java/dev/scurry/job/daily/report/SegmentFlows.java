package dev.scurry.job.daily.report;

import dev.scurry.clustering.ClusterIdentity;
import dev.scurry.clustering.ClusterLineage;
import dev.scurry.clustering.Succession;
import dev.scurry.schema.DailyLineage;
import dev.scurry.schema.LineageEvent;
import dev.scurry.schema.MassShare;
import dev.scurry.schema.WireFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Who went from which segment of the earlier day to which cluster of the day. */
public final class SegmentFlows {

  /** Not among the users of the earlier day. */
  private static final int UNSEEN = -2;

  private final ClusterIdentity idsBefore;
  private final int[] labels;
  private final int clusters;

  /** By rank: the row of the earlier segment, NONE or UNSEEN. */
  private final int[] earlier;

  private final long[] sizeBefore;
  private final long[] goneUnseen;

  /**
   * @param idsBefore of the earlier segments, by row
   * @param labels by rank, 0 to clusters - 1 or {@link Succession#NONE}
   */
  public SegmentFlows(ClusterIdentity idsBefore, int[] labels, int clusters) {
    this.idsBefore = idsBefore;
    this.labels = labels;
    this.clusters = clusters;
    this.earlier = new int[labels.length];
    Arrays.fill(earlier, UNSEEN);
    this.sizeBefore = new long[idsBefore.ids().length];
    this.goneUnseen = new long[sizeBefore.length];
  }

  /**
   * A day that goes on from none.
   *
   * @param firstSegment the id of its first segment
   */
  public static DailyLineage first(String day, int[] labels, int clusters, long firstSegment) {
    return new SegmentFlows(new ClusterIdentity(new long[0], firstSegment), labels, clusters)
        .lineage(day, null);
  }

  /**
   * Takes a user of the earlier day.
   *
   * @param rank his rank in the day, or -1
   * @param row of his segment then, or {@link Succession#NONE}
   */
  public void was(int rank, int row) {
    if (row != Succession.NONE) {
      sizeBefore[row]++;
      goneUnseen[row] += rank < 0 ? 1 : 0;
    }
    if (rank >= 0) {
      earlier[rank] = row;
    }
  }

  /** What became of the segments, when all users of the earlier day are known. */
  public DailyLineage lineage(String day, String since) {
    Succession succession = new Succession(sizeBefore.length, clusters);
    for (int rank = 0; rank < labels.length; rank++) {
      if (earlier[rank] != UNSEEN) {
        succession.add(earlier[rank], labels[rank]);
      }
    }
    ClusterIdentity ids = succession.next(idsBefore);
    List<LineageEvent> events = since == null ? List.of() : events(succession, ids);
    return new DailyLineage(day, since, ids.nextId(), segments(ids), events, WireFormat.VERSION);
  }

  private List<LineageEvent> events(Succession succession, ClusterIdentity ids) {
    return succession.events(idsBefore, ids).stream().map(SegmentFlows::wire).toList();
  }

  private static LineageEvent wire(ClusterLineage.Event event) {
    List<MassShare> others =
        IntStream.range(0, event.others().length)
            .mapToObj(at -> new MassShare(event.others()[at], event.shares()[at]))
            .toList();
    String word = event.kind().name().toLowerCase(Locale.ROOT);
    return switch (event.kind()) {
      case BORN, MERGED -> new LineageEvent(word, event.cluster(), others, null);
      case DIED, SPLIT -> new LineageEvent(word, event.cluster(), null, others);
    };
  }

  private List<DailyLineage.Segment> segments(ClusterIdentity ids) {
    int[] rowBefore = rowsBefore(ids);
    Tally[] now = tallies(clusters);
    Tally[] before = tallies(sizeBefore.length);
    for (int rank = 0; rank < labels.length; rank++) {
      int to = labels[rank];
      boolean stayed =
          to != Succession.NONE && earlier[rank] == rowBefore[to] && earlier[rank] >= 0;
      if (to != Succession.NONE) {
        now[to].add(earlier[rank], stayed);
      }
      if (earlier[rank] >= 0) {
        before[earlier[rank]].add(to, stayed);
      }
    }
    return segments(ids, rowBefore, now, before);
  }

  /** The earlier row of each cluster's segment, or -1. */
  private int[] rowsBefore(ClusterIdentity ids) {
    long[] before = idsBefore.ids();
    Map<Long, Integer> rows = new HashMap<>();
    for (int row = 0; row < before.length; row++) {
      rows.put(before[row], row);
    }
    return Arrays.stream(ids.ids()).mapToInt(id -> rows.getOrDefault(id, -1)).toArray();
  }

  private List<DailyLineage.Segment> segments(
      ClusterIdentity ids, int[] rowBefore, Tally[] now, Tally[] before) {
    List<DailyLineage.Segment> segments = new ArrayList<>();
    long[] idsNow = ids.ids();
    BitSet lives = new BitSet();
    for (int cluster = 0; cluster < clusters; cluster++) {
      int row = rowBefore[cluster];
      if (row >= 0) {
        lives.set(row);
      }
      segments.add(segment(idsNow[cluster], cluster, now[cluster], row, before));
    }
    long[] idsThen = idsBefore.ids();
    IntStream.range(0, before.length)
        .filter(row -> !lives.get(row))
        .boxed()
        .sorted(Comparator.comparingLong(row -> idsThen[row]))
        .forEach(row -> segments.add(segment(idsThen[row], null, new Tally(), row, before)));
    return segments;
  }

  private DailyLineage.Segment segment(
      long id, Integer cluster, Tally now, int row, Tally[] before) {
    return new DailyLineage.Segment(
        id,
        cluster,
        now.all(),
        row < 0 ? 0 : sizeBefore[row],
        now.kept,
        now.moves(0),
        row < 0 ? new Tally().moves(0) : before[row].moves(goneUnseen[row]));
  }

  private static Tally[] tallies(int count) {
    Tally[] tallies = new Tally[count];
    Arrays.setAll(tallies, at -> new Tally());
    return tallies;
  }

  /** The users of one segment by where they were, or are now. */
  private static final class Tally {
    private long kept;
    private long segments;
    private long noise;
    private long unseen;

    void add(int other, boolean stayed) {
      if (stayed) {
        kept++;
      } else if (other >= 0) {
        segments++;
      } else if (other == Succession.NONE) {
        noise++;
      } else {
        unseen++;
      }
    }

    long all() {
      return kept + segments + noise + unseen;
    }

    DailyLineage.Moves moves(long moreUnseen) {
      return new DailyLineage.Moves(segments, noise, unseen + moreUnseen);
    }
  }
}
