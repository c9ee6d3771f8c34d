package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.control.Refusal.Reason;
import dev.scurry.schema.ControlCommand;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CourseRulesTest {

  private static final Course FROZEN = Course.OF_SETTINGS.withFrozen(true);

  /** Half-life in event time, k x factor = 40 micro-clusters. */
  private final CourseRules rules = new CourseRules(ShardFunctionTest.settings("10 s"));

  @ParameterizedTest
  @ValueSource(strings = {"1", "40", "auto"})
  void setK_inRange_isFollowed(String k) {
    assertThat(refusal(Commands.k(k))).isEmpty();
    assertThat(CourseRules.after(Commands.k(k), FROZEN)).isEqualTo(new Course(true, k, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "41", "-1", "many", "2.5", ""})
  void setK_outOfRange_isRefused(String k) {
    assertThat(refusal(Commands.k(k)))
        .isEqualTo("k has to be auto or a number from 1 to 40, not " + k);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10 points  | the half-life is counted in event time and stays so, not 10 points",
        "24 windows | the half-life is counted in event time and stays so, not 24 windows",
        "5          | half_life '5' has no unit: is it '5 d', '5 windows' or '5 points'?",
        "soon       | half_life 'soon' is no duration, 'N windows' or 'N points'"
      })
  void setHalfLife_otherUnitOrNone_isRefused(String text, String refusal) {
    assertThat(refusal(Commands.halfLife(text))).isEqualTo(refusal);
  }

  @Test
  void setHalfLife_sameUnit_isFollowed() {
    assertThat(refusal(Commands.halfLife("3 d"))).isEmpty();
    assertThat(CourseRules.after(Commands.halfLife("3 d"), Course.OF_SETTINGS).halfLife())
        .isEqualTo("3 d");
  }

  @Test
  void freeze_beforeAModel_isRefused() {
    assertThat(rules.refusal(Commands.of("freeze"), Course.OF_SETTINGS, false).text())
        .isEqualTo("no model has been learned yet");
  }

  @Test
  void freeze_andUnfreeze_onlyWhereTheyChangeSomething() {
    assertThat(refusal(Commands.of("freeze"))).isEmpty();
    assertThat(rules.refusal(Commands.of("freeze"), FROZEN, true).text())
        .isEqualTo("learning is frozen already");
    assertThat(rules.refusal(Commands.of("unfreeze"), FROZEN, true).text()).isEmpty();
    assertThat(refusal(Commands.of("unfreeze"))).isEqualTo("learning is not frozen");
  }

  @Test
  void unknownWord_isRefusedWithThoseThatThereAre() {
    assertThat(refusal(Commands.of("dance")))
        .startsWith("there is no such command; there are pin, rollback");
  }

  @Test
  void missingValue_isRefused() {
    assertThat(refusal(Commands.of("set-k"))).isEqualTo("set-k needs k, a number or auto");
    assertThat(refusal(Commands.of("set-half-life"))).isEqualTo("set-half-life needs a half_life");
    assertThat(refusal(Commands.of("forget"))).isEqualTo("forget needs a user_id");
  }

  @Test
  void effectiveFrom_noTime_isRefusedWhateverTheCommand() {
    for (String none : List.of("tomorrow", "+292278994-08-17T07:00:00Z", "1969-12-31T23:59:59Z")) {
      assertThat(refusal(Commands.from("unpin", none)))
          .isEqualTo("effective_from is no time such as 2026-01-31T12:00:00Z");
    }
  }

  @Test
  void refusal_tellsItsClass() {
    assertThat(reason(Commands.of("dance"))).isEqualTo(Reason.NO_COMMAND);
    assertThat(reason(Commands.k("0"))).isEqualTo(Reason.BAD_VALUE);
    assertThat(reason(Commands.from("unpin", "tomorrow"))).isEqualTo(Reason.BAD_VALUE);
    assertThat(reason(Commands.of("unfreeze"))).isEqualTo(Reason.NOT_NOW);
    assertThat(reason(Commands.of("freeze"))).isNull();
  }

  private Reason reason(ControlCommand command) {
    return rules.refusal(command, Course.OF_SETTINGS, true).reason();
  }

  private String refusal(ControlCommand command) {
    return rules.refusal(command, Course.OF_SETTINGS, true).text();
  }
}
