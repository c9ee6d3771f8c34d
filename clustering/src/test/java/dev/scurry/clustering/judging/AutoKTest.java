package dev.scurry.clustering.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoKTest {

  @Test
  void advised_followsWhatIsAdvisedTwiceInARow() {
    AutoK auto = AutoK.start();
    List<Integer> taken = new ArrayList<>();
    for (int advice : new int[] {8, 9, 8, 9, 9, 8, 7, 8, 8}) {
      auto = auto.advised(advice);
      taken.add(auto.k().getAsInt());
    }

    assertThat(taken).containsExactly(8, 8, 8, 8, 9, 9, 9, 9, 8);
  }

  @Test
  void start_hasNoneYet() {
    assertThat(AutoK.start().k()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AutoK.start().advised(0))
        .withMessageContaining("not 0");
  }
}
