package dev.scurry.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotaTest {

  @Test
  void due_picksOneInEachStretch() {
    Quota quota = Quota.exactly(10, 100, 1100, new Dice(3));
    List<Integer> picked = picks(quota, 2000);

    assertThat(picked).hasSize(10);
    for (int i = 0; i < 10; i++) {
      assertThat(picked.get(i)).isBetween(100 + 100 * i, 199 + 100 * i);
    }
  }

  @Test
  void due_waitsForSlotThatCanBeUsed() {
    Quota quota = Quota.exactly(2, 0, 10, new Dice(3));

    assertThat(quota.due(50)).isTrue();
    assertThat(quota.due(51)).isTrue();
    quota.take();
    assertThat(quota.due(52)).isTrue();
    quota.take();
    assertThat(quota.due(53)).isFalse();
  }

  @Test
  void due_picksShareForEver() {
    assertThat(picks(Quota.share(0.01, 0, new Dice(1)), 100_000)).hasSize(1000);
    assertThat(picks(Quota.share(0, 0, new Dice(1)), 100_000)).isEmpty();
  }

  private static List<Integer> picks(Quota quota, int slots) {
    List<Integer> picked = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      if (quota.due(slot)) {
        quota.take();
        picked.add(slot);
      }
    }
    return picked;
  }
}
