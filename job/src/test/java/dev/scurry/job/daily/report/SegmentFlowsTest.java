package dev.scurry.job.daily.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.scurry.clustering.ClusterIdentity;
import dev.scurry.clustering.Succession;
import dev.scurry.schema.DailyLineage;
import dev.scurry.schema.LineageEvent;
import dev.scurry.schema.MassShare;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentFlowsTest {

  private static final int NONE = Succession.NONE;

  /**
   * Before: segment 4 of ten users, 6 of five, 7 of three, and one in none. Of 4, six are in
   * cluster 0, three in 1 and one is not seen any more; 6 is in cluster 2 but for one in none; 7 is
   * in 2 as well. The one in none is in cluster 3 with a user who is new.
   */
  private static DailyLineage computedByHand() {
    int[] labels = {0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, NONE, 2, 2, 2, 3, 3};
    int[] before = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, NONE};
    SegmentFlows flows = new SegmentFlows(new ClusterIdentity(new long[] {4, 6, 7}, 9), labels, 4);
    for (int rank = 0; rank < before.length; rank++) {
      flows.was(rank, before[rank]);
    }
    flows.was(-1, 0);
    return flows.lineage("2026-01-02", "2026-01-01");
  }

  @Test
  void lineage_countsWhoStayedCameAndLeft() {
    DailyLineage.Moves nobody = moves(0, 0, 0);

    assertThat(computedByHand().segments())
        .containsExactly(
            new DailyLineage.Segment(4, 0, 6, 10, 6, nobody, moves(3, 0, 1)),
            new DailyLineage.Segment(9, 1, 3, 0, 0, moves(3, 0, 0), nobody),
            new DailyLineage.Segment(6, 2, 7, 5, 4, moves(3, 0, 0), moves(0, 1, 0)),
            new DailyLineage.Segment(10, 3, 2, 0, 0, moves(0, 1, 1), nobody),
            new DailyLineage.Segment(7, null, 0, 3, 0, nobody, moves(3, 0, 0)));
    assertThat(computedByHand().nextSegment()).isEqualTo(11);
  }

  @Test
  void lineage_tellsBirthsDeathsSplitsAndMergers() {
    assertThat(computedByHand().events())
        .containsExactly(
            new LineageEvent("born", 9, List.of(new MassShare(4, 1)), null),
            new LineageEvent("born", 10, List.of(), null),
            new LineageEvent("died", 7, null, List.of(new MassShare(6, 1))),
            new LineageEvent(
                "split", 4, null, List.of(new MassShare(4, 6 / 9.0), new MassShare(9, 3 / 9.0))),
            new LineageEvent(
                "merged", 6, List.of(new MassShare(6, 4 / 7.0), new MassShare(7, 3 / 7.0)), null));
  }

  @Test
  void words_sayTheSame() {
    LineageWords words = new LineageWords(computedByHand());

    assertThat(words.summary())
        .isEqualTo("Since 2026-01-01: 2 segments live on, 2 are new, 1 is gone.");
    assertThat(words.sentences())
        .containsExactly(
            "Segment 9 is new: of its users, 100.0 % came from segment 4.",
            "Segment 10 is new; hardly any of its users were in a segment before.",
            "Segment 7 is gone: of its users, 100.0 % are now in segment 6.",
            "Segment 4 split: 66.7 % are now in segment 4, 33.3 % are now in segment 9.",
            "Segment 6 took others in: of its users, 42.9 % came from segment 7.");
  }

  @Test
  void first_numbersFromTheIdThatIsFree() {
    DailyLineage lineage = SegmentFlows.first("2026-01-02", new int[] {0, 1, NONE, 1}, 2, 5);

    assertThat(lineage.since()).isNull();
    assertThat(lineage.events()).isEmpty();
    assertThat(lineage.segments())
        .extracting(DailyLineage.Segment::segment, DailyLineage.Segment::users)
        .containsExactly(tuple(5L, 1L), tuple(6L, 2L));
    assertThat(lineage.nextSegment()).isEqualTo(7);
  }

  private static DailyLineage.Moves moves(long segments, long noise, long unseen) {
    return new DailyLineage.Moves(segments, noise, unseen);
  }
}
