package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.control.Refusal.Reason;
import dev.scurry.job.training.ServingRules.Decision;
import dev.scurry.schema.ControlCommand;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ServingRulesTest {

  private static final NavigableSet<Long> KEPT = new TreeSet<>(List.of(3L, 7L, 8L, 9L));
  private static final Serving NEWEST = new Serving(9, false);

  @Test
  void pin_keptVersion_serves() {
    Decision decision = decide(Commands.version("pin", 7L), NEWEST);

    assertThat(decision.refusal().text()).isEmpty();
    assertThat(decision.after()).isEqualTo(new Serving(7, true));
  }

  @Test
  void pin_unknownVersion_isRefusedAndChangesNothing() {
    Decision decision = decide(Commands.version("pin", 5L), NEWEST);

    assertThat(decision.refusal())
        .isEqualTo(Reason.NOT_KEPT.because("version 5 is not kept; there are [3, 7, 8, 9]"));
    assertThat(decision.after()).isEqualTo(NEWEST);
  }

  @Test
  void pin_withoutVersion_isRefused() {
    assertThat(decide(Commands.of("pin"), NEWEST).refusal().text())
        .isEqualTo("pin needs a version");
  }

  @Test
  void rollback_withoutVersion_goesToTheOneBefore() {
    assertThat(decide(Commands.of("rollback"), NEWEST).after()).isEqualTo(new Serving(8, true));
    assertThat(decide(Commands.of("rollback"), new Serving(7, true)).after())
        .isEqualTo(new Serving(3, true));
  }

  @Test
  void rollback_toLaterOrSameVersion_isRefused() {
    assertThat(decide(Commands.version("rollback", 9L), NEWEST).refusal().text())
        .isEqualTo("version 9 is not before version 9, which serves");
  }

  @Test
  void rollback_fromTheOldest_isRefused() {
    assertThat(decide(Commands.of("rollback"), new Serving(3, true)).refusal().text())
        .isEqualTo("no version before 3 is kept");
  }

  @Test
  void unpin_pinned_servesTheNewest() {
    assertThat(decide(Commands.of("unpin"), new Serving(3, true)).after()).isEqualTo(NEWEST);
  }

  @Test
  void unpin_nothingPinned_isRefused() {
    assertThat(decide(Commands.of("unpin"), NEWEST).refusal().text())
        .isEqualTo("no version is pinned");
  }

  @Test
  void decide_beforeAnyModel_isRefused() {
    for (String word : List.of("pin", "rollback", "unpin")) {
      assertThat(
              ServingRules.decide(Commands.of(word), Serving.NOTHING, new TreeSet<>())
                  .refusal()
                  .text())
          .isEqualTo("no model has been learned yet");
    }
  }

  private static Decision decide(ControlCommand command, Serving now) {
    return ServingRules.decide(command, now, KEPT);
  }
}
