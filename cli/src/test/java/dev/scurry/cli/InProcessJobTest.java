package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InProcessJobTest {

  @Test
  void together_keepsWhatTheLastAttemptDidNotSee() {
    Map<String, Object> last = new HashMap<>();
    last.put("tally", null);
    last.put("out:models", 7L);
    last.put("out:assignments", 40L);

    assertThat(
            InProcessJob.together(
                Map.of("tally", "{}", "out:late", 2L, "out:models", 5L, "out:assignments", 90L),
                last))
        .isEqualTo(Map.of("tally", "{}", "out:late", 2L, "out:models", 7L, "out:assignments", 90L));
  }
}
