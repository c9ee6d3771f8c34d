package dev.scurry.job.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.job.Operators;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import dev.scurry.job.control.ControlRecord;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class FeatureShapeTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String OTHER_KEY = "0123456789abcdef0123456789abcdeX";

  @Test
  void refusal_ofTheSameSettings_isNone() {
    assertThat(refusal(pseudonyms(KEY), pseudonyms(KEY))).isEmpty();
    assertThat(refusal(Map.of(), Map.of("training.k", "9"))).isEmpty();
  }

  @Test
  void refusal_ofOtherFeatures_saysWhichAndWhatToDo() {
    assertThat(refusal(Map.of(), Map.of("features.distinct-exact-limit", "9")))
        .contains("- distinct-exact-limit", "+ distinct-exact-limit 9", "start without")
        .doesNotContain("\n");
  }

  @Test
  void refusal_ofAnotherKey_saysSo_andNamesNone() {
    assertThat(refusal(pseudonyms(KEY), pseudonyms(OTHER_KEY)))
        .startsWith("the users of the restored state are pseudonyms of another key;")
        .contains("privacy.pseudonymise and its key")
        .doesNotContain(KEY, OTHER_KEY, "\n");
    assertThat(FeatureShape.of(settings(pseudonyms(KEY))).text()).doesNotContain(KEY);
  }

  @Test
  void refusal_ofPseudonymsTurnedOnOrOff_saysSo() {
    assertThat(refusal(Map.of(), pseudonyms(KEY)))
        .startsWith("the users of the restored state are no pseudonyms;");
    assertThat(refusal(pseudonyms(KEY), Map.of()))
        .startsWith("the users of the restored state are pseudonyms;");
  }

  @Test
  void restore_withAnotherKey_isRefusedForGood_alsoWhereTrainingIsReset() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(pseudonyms(KEY))) {
      harness.open();
      state = harness.snapshot(1, 1);
    }
    Map<String, String> changed = new HashMap<>(pseudonyms(OTHER_KEY));
    changed.put("training.reset", "true");

    try (var harness = harness(changed)) {
      assertThatThrownBy(() -> harness.initializeState(state))
          .isInstanceOf(SuppressRestartsException.class)
          .hasRootCauseMessage(refusal(pseudonyms(KEY), changed));
    }
  }

  @Test
  void restore_ofAFormatToCome_isRefused() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(new OfTheNextFormat())) {
      harness.open();
      state = harness.snapshot(1, 1);
    }

    try (var harness = harness(Map.of())) {
      assertThatThrownBy(() -> harness.initializeState(state))
          .hasMessageContaining("format 2, but only 1 is known");
    }
  }

  /** Leaves state as a later release might. */
  private static final class OfTheNextFormat extends AbstractStreamOperator<UserFeatures>
      implements TwoInputStreamOperator<SliceEvents, ControlRecord, UserFeatures> {
    private static final long serialVersionUID = 1L;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      context
          .getOperatorStateStore()
          .getBroadcastState(
              new MapStateDescriptor<>(FeatureOperator.COMMON, Types.STRING, Types.STRING))
          .put("format", "2");
    }

    @Override
    public void processElement1(StreamRecord<SliceEvents> element) {}

    @Override
    public void processElement2(StreamRecord<ControlRecord> element) {}
  }

  private static String refusal(Map<String, String> then, Map<String, String> now) {
    return FeatureShape.of(settings(then)).refusal(FeatureShape.of(settings(now)));
  }

  private static Map<String, String> pseudonyms(String key) {
    return Map.of("privacy.pseudonymise", "true", "privacy.key", key);
  }

  private static Settings settings(Map<String, String> keys) {
    return TestSettings.of(keys);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, SliceEvents, ControlRecord, UserFeatures>
      harness(Map<String, String> keys) throws Exception {
    return harness(new FeatureOperator(settings(keys)));
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, SliceEvents, ControlRecord, UserFeatures>
      harness(TwoInputStreamOperator<SliceEvents, ControlRecord, UserFeatures> operator)
          throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        operator,
        slice -> slice.user,
        command -> command.user,
        Types.STRING,
        Operators.MAX_PARALLELISM,
        1,
        0);
  }
}
