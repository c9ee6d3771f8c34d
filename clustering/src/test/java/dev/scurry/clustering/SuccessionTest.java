package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.clustering.ClusterLineage.Event;
import dev.scurry.clustering.ClusterLineage.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuccessionTest {

  /**
   * Before: 3 (10 things), 5 (8), 6 (4), 9 (4), of the last one is in none now. Now: 3 splits into
   * rows 2 and 0 with 6 and 4; 5 lives on in row 1 and takes in the 4 of 6; 9's other 3 are in row
   * 1 too, a share of 3 in 15; row 3 comes from things that were in none.
   */
  private static final ClusterIdentity BEFORE = new ClusterIdentity(new long[] {3, 5, 6, 9}, 12);

  private static Succession computedByHand() {
    Succession succession = new Succession(4, 4);
    add(succession, 6, 0, 2);
    add(succession, 4, 0, 0);
    add(succession, 8, 1, 1);
    add(succession, 4, 2, 1);
    add(succession, 3, 3, 1);
    add(succession, 1, 3, Succession.NONE);
    add(succession, 5, Succession.NONE, 3);
    return succession;
  }

  @Test
  void next_keepsTheIdOfWhoHoldsMost() {
    // 3 -> row 2: 6 of 10 and 6. 5 -> row 1: 8 of 8 and 15, more than 6's 4 and 9's 3.
    assertIdentity(computedByHand().next(BEFORE), 14, 12, 5, 3, 13);
  }

  @Test
  void events_tellBirthsDeathsSplitsAndMergers() {
    Succession succession = computedByHand();
    List<Event> events = succession.events(BEFORE, succession.next(BEFORE));

    assertThat(events)
        .extracting(Event::kind)
        .containsExactly(Kind.BORN, Kind.BORN, Kind.DIED, Kind.DIED, Kind.SPLIT, Kind.MERGED);
    assertEvent(events.get(0), 12, new long[] {3}, 1);
    assertEvent(events.get(1), 13, new long[0]);
    assertEvent(events.get(2), 6, new long[] {5}, 1);
    assertEvent(events.get(3), 9, new long[] {5}, 0.75);
    assertEvent(events.get(4), 3, new long[] {3, 12}, 0.6, 0.4);
    assertEvent(events.get(5), 5, new long[] {5, 6, 9}, 8 / 15.0, 4 / 15.0, 3 / 15.0);
  }

  @Test
  void next_ofClusterWhoseThingsAreMostlyInNone_isNotTheSame() {
    Succession succession = new Succession(1, 1);
    add(succession, 2, 0, 0);
    add(succession, 7, 0, Succession.NONE);

    assertIdentity(succession.next(ClusterIdentity.first(1)), 2, 1);
  }

  @Test
  void next_withoutClusters_keepsTheNextId() {
    assertIdentity(new Succession(1, 0).next(ClusterIdentity.first(1)), 1);
    assertIdentity(new Succession(0, 1).next(new ClusterIdentity(new long[0], 7)), 8, 7);
  }

  /** 3,000 clusters in one chain of links: too many for one matrix, yet each is found again. */
  @Test
  void next_ofLargeGroup_findsEachAgain() {
    int k = 3000;
    Succession succession = new Succession(k, k);
    for (int i = 0; i < k; i++) {
      add(succession, 90, i, i);
      add(succession, 10, i, (i + 1) % k);
    }
    ClusterIdentity ids = ClusterIdentity.first(k);

    assertIdentity(succession.next(ids), k, ids.ids());
    assertThat(succession.events(ids, ids)).isEmpty();
  }

  /** 1,100 clusters each of which went in two equal halves to itself and to the next. */
  @Test
  void next_ofGroupThatCannotBeSolved_givesNewIds() {
    int k = 1100;
    Succession succession = new Succession(k, k);
    for (int i = 0; i < k; i++) {
      add(succession, 10, i, i);
      add(succession, 10, i, (i + 1) % k);
    }
    ClusterIdentity ids = ClusterIdentity.first(k);
    ClusterIdentity next = succession.next(ids);

    assertIdentity(next, 2 * k, IntStream.range(k, 2 * k).asLongStream().toArray());
    assertThat(succession.events(ids, next)).hasSize(2 * k);
  }

  private static void add(Succession succession, int things, int from, int to) {
    for (int i = 0; i < things; i++) {
      succession.add(from, to);
    }
  }

  private static void assertIdentity(ClusterIdentity identity, long nextId, long... ids) {
    assertThat(identity.ids()).containsExactly(ids);
    assertThat(identity.nextId()).isEqualTo(nextId);
  }

  private static void assertEvent(Event event, long cluster, long[] others, double... shares) {
    assertThat(event.cluster()).isEqualTo(cluster);
    assertThat(event.others()).containsExactly(others);
    assertThat(event.shares()).containsExactly(shares);
  }
}
