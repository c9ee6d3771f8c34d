package dev.scurry.schema;

import java.util.List;

/**
 * {@code reports/day=D/lineage-*.json}: which segments of the day go on from an earlier one, and
 * what became of the others. A segment is a cluster with an id that it keeps from day to day.
 * Without a clock.
 *
 * @param day the name of its folder
 * @param since the earlier day; null where there is none, or none that is near enough
 * @param nextSegment the id of the next new segment, above all that this day and those before it
 *     gave out, as far as their lineages could be read
 * @param segments those of the day by cluster, then those that died by id
 * @param events what happened since then; ids are those of segments, shares those of users that
 *     both days know
 */
public record DailyLineage(
    String day,
    String since,
    long nextSegment,
    List<Segment> segments,
    List<LineageEvent> events,
    int format) {

  /**
   * What became of a segment: users = kept + entered, users before = kept + left.
   *
   * @param cluster its label of the day; null where it died
   * @param users of the day
   * @param usersBefore of the earlier day; 0 where it was born
   * @param kept users who were and are in it
   */
  public record Segment(
      long segment,
      Integer cluster,
      long users,
      long usersBefore,
      long kept,
      Moves entered,
      Moves left) {}

  /**
   * Where users came from, or went to.
   *
   * @param segments other segments
   * @param noise in no segment
   * @param unseen not among the users of that day
   */
  public record Moves(long segments, long noise, long unseen) {
    public long all() {
      return segments + noise + unseen;
    }
  }
}
