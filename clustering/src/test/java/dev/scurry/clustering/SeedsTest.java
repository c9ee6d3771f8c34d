package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {

  @Test
  void of_tellsPartsAndTheirOrderApart() {
    Set<Long> seeds = new HashSet<>();
    for (long a = -20; a < 20; a++) {
      for (long b = -20; b < 20; b++) {
        seeds.add(Seeds.of(1, a, b));
      }
    }
    assertThat(seeds).hasSize(1600);
    assertThat(Seeds.of(1)).isNotEqualTo(Seeds.of(2));
    assertThat(Seeds.of(1, 0)).isNotEqualTo(Seeds.of(1, 0, 0));
  }

  @Test
  void of_neverChanges() {
    assertThat(Seeds.of(7, 3, 1_700_000_000_000L)).isEqualTo(SEEN_ONCE);
  }

  /** Recorded: stored models depend on it. */
  private static final long SEEN_ONCE = 605345722366202380L;
}
