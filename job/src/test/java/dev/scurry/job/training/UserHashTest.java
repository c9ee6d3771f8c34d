package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserHashTest {

  /**
   * MurmurHash3 x64_128, first half, by another implementation: the shards of every running job
   * depend on it.
   */
  @Test
  void of_neverChanges() {
    assertThat(UserHash.of("user-1")).isEqualTo(7038226039998199158L);
    assertThat(UserHash.of("Zoë 🐿")).isEqualTo(5829727884134846371L);
    assertThat(UserHash.of("")).isZero();
  }
}
