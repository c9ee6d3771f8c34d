package dev.scurry.job.daily.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.schema.DailyQuality;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdenticalUsersTest {

  @Test
  void of_givesSetsOfTheSameRowsLargestFirst() {
    FeatureDigests digests = new FeatureDigests(8);
    digests.put(0, new double[] {1, 2});
    digests.put(1, new double[] {0.0, 7});
    digests.put(2, new double[] {1, Math.nextUp(2.0)});
    digests.put(3, new double[] {-0.0, 7});
    digests.put(4, new double[] {2, 1});
    digests.put(5, new double[] {1, 2});
    digests.put(7, new double[] {9, 9});
    digests.put(7, new double[] {1, 2});

    assertThat(IdenticalUsers.of(new String[] {"a", "b", "c", "d", "e", "f", "g", "h"}, digests))
        .isEqualTo(
            new DailyQuality.Identical(
                7,
                2,
                5,
                List.of(
                    new DailyQuality.IdenticalSet(3, List.of("a", "f", "h")),
                    new DailyQuality.IdenticalSet(2, List.of("b", "d")))));
  }

  /** Many more than are compared with each other; far apart by rank, none drawn by chance. */
  @Test
  void of_looksAtAllUsersAndListsTheFirst() {
    int users = 50_000;
    String[] keys = IntStream.range(0, users).mapToObj(String::valueOf).toArray(String[]::new);
    FeatureDigests digests = new FeatureDigests(users);
    for (int rank = 0; rank < users; rank++) {
      digests.put(rank, new double[] {rank < 200 ? -1 : rank % 20_000});
    }

    DailyQuality.Identical found = IdenticalUsers.of(keys, digests);

    assertThat(found.users()).isEqualTo(users);
    assertThat(found.sets()).isEqualTo(20_001);
    assertThat(found.usersInSets()).isEqualTo(users);
    assertThat(found.largest()).hasSize(IdenticalUsers.MOST_SETS);
    assertThat(found.largest().get(0))
        .isEqualTo(new DailyQuality.IdenticalSet(200, Arrays.asList(keys).subList(0, 100)));
    assertThat(found.largest().get(1).ids()).containsExactly("200", "20200", "40200");
  }
}
