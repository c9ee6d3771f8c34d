package dev.scurry.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonSchemasTest {

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  static List<Object> samples() {
    return Samples.all();
  }

  static Stream<Class<?>> recordTypes() {
    return JsonSchemas.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void of_acceptsEncodedRecord(Object sample) {
    assertThat(problems(sample.getClass(), tree(sample))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void of_refusesUnknownField(Object sample) {
    assertThat(problems(sample.getClass(), tree(sample).put("colour", "red"))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void of_refusesRecordWithoutAnyOfItsRequiredFields(Object sample) {
    for (JsonNode required : parse(JsonSchemas.of(sample.getClass())).get("required")) {
      ObjectNode lacking = tree(sample);
      lacking.remove(required.textValue());

      assertThat(problems(sample.getClass(), lacking)).as("without " + required).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("recordTypes")
  void of_namesEveryComponentOfTheRecord(Class<?> type) {
    List<String> components =
        Arrays.stream(type.getRecordComponents())
            .map(c -> c.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
            .toList();

    assertThat(parse(JsonSchemas.of(type)).get("properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(components);
  }

  @ParameterizedTest
  @MethodSource("recordTypes")
  void of_isItselfAValidSchema(Class<?> type) {
    JsonSchema meta = FACTORY.getSchema(SchemaLocation.of(SpecVersion.VersionFlag.V202012.getId()));

    assertThat(meta.validate(parse(JsonSchemas.of(type)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "activity-event   | event_time          | 'yesterday'",
        "activity-event   | dwell_ms            | -1",
        "activity-event   | user_id             | ''",
        "assignment       | closest_cluster     | -1",
        "assignment       | closest_cluster     | 1.5",
        "assignment       | distance_to_cluster | -0.1",
        "assignment       | distance_to_cluster | 'NaN'",
        "assignment       | window_end          | '2026-01-04T00:00:00+01:00'",
        "assignment       | window_end          | '2026-01-04'",
        "assignment       | model_version       | -1",
        "assignment       | margin              | 1.5",
        "assignment       | outlier             | 'no'",
        "assignment       | reasons             | [{'feature': 'a'}]",
        "assignment       | format              | 2",
        "segment-change   | change              | 'wandered'",
        "segment-change   | cause               | 'weather'",
        "segment-change   | cause               | 'forgotten'",
        "segment-change   | change              | 'entered'",
        "segment-change   | change              | 'left'",
        "cluster-model    | weights             | [0, 1]",
        "cluster-model    | scale               | [-1, 1]",
        "cluster-model    | cluster_ids         | [3, 3]",
        "cluster-model    | centroids           | [1, 2]",
        "cluster-model    | parameters          | {'k': 2}",
        "cluster-model    | test_msd            | -1",
        "cluster-model    | spread              | [[-1, 1]]",
        "cluster-model    | distances           | {'levels': [1], 'quantiles': [[1]]}",
        "cluster-model    | distances           | {'levels': [0.5], 'quantiles': [[-1]]}",
        "cluster-model    | k_advice            | {'recommended': 0, 'agree': true, 'curve': []}",
        "cluster-model    | lineage             | [{'event': 'moved', 'cluster': 1, 'to': []}]",
        "cluster-model    | lineage             | [{'event': 'born', 'cluster': 1, 'to': []}]",
        "cluster-model    | lineage             | [{'event': 'split', 'cluster': 1, 'from': []}]",
        "cluster-model    | doctor              | {'begun': -1, 'relocated': 0, 'forgotten': 0}",
        "cluster-model    | msd                 | 'NaN'",
        "latest-model     | version             | 0",
        "dead-letter      | reason              | 'ugly'",
        "dead-letter      | bytes               | 'e30'",
        "dead-letter      | length              | 262145",
        "dead-letter      | sha256              | 'abc'",
        "dead-letter      | partition           | -2",
        "late-event       | reason              | 'tired'",
        "late-event       | slice_end           | 1767225600000",
        "tally            | late                | {'tired': 1}",
        "tally            | dead                | {'ugly': 1}",
        "tally            | dead                | {'oversized': -1}",
        "tally            | in                  | -1",
        "control-command  | command             | 'dance'",
        "control-command  | version             | 0",
        "control-command  | effective_from      | 7",
        "audit-record     | outcome             | 'perhaps'",
        "audit-record     | window              | 'soon'",
        "audit-record     | sequence            | 0",
        "audit-record     | left_to_retention   | [1]",
        "feature-manifest | day                 | '2026-13-01'",
        "feature-manifest | columns             | ['window_end', 'user_id', 'x']",
        "feature-manifest | parts               | [{'name': 'a/b', 'bytes': 1}]",
        "feature-manifest | parts               | [{'name': 'a'}]",
        "daily-manifest   | day                 | 7",
        "daily-manifest   | counts              | {}",
        "daily-manifest   | inputs              | [{'path': '', 'bytes': 1}]",
        "daily-manifest   | features            | [{'name': 'a', 'mean': 0, 'deviation': -1}]",
        "daily-manifest   | rejected            | {'number': 0}",
        "daily-manifest   | outputs             | []",
        "daily-manifest   | outputs             | [{'path': 'a', 'sha256': 'b', 'bytes': 1, 'rows': 1}]"
      },
      quoteCharacter = '"')
  void of_refusesPlantedMistake(String name, String field, String value) {
    Object sample =
        Samples.all().stream()
            .filter(s -> JsonSchemas.all().get(s.getClass()).equals(name))
            .findFirst()
            .orElseThrow();
    ObjectNode wrong = tree(sample);
    assertThat(wrong.has(field) || field.equals("sha256")).isTrue();
    wrong.set(field, parse(value.replace('\'', '"')));

    assertThat(problems(sample.getClass(), wrong)).isNotEmpty();
  }

  @Test
  void of_acceptsSegmentChangesWithoutTheirAbsentSides() {
    assertThat(
            valid(new SegmentChange("2026-01-04T00:00:00Z", "u", "entered", null, 0L, null, 1, 1)))
        .isTrue();
    assertThat(valid(new SegmentChange("2026-01-04T00:00:00Z", "u", "left", 0L, null, null, 1, 1)))
        .isTrue();
    assertThat(
            valid(
                new SegmentChange(
                    "2026-01-04T00:00:00Z", "u", "left", 0L, null, "forgotten", 1, 1)))
        .isTrue();
    assertThat(
            valid(
                new SegmentChange(
                    "2026-01-04T00:00:00Z", "u", "left", 0L, null, "user_moved", 1, 1)))
        .isFalse();
    assertThat(valid(new SegmentChange("2026-01-04T00:00:00Z", "u", "moved", 0L, null, null, 1, 1)))
        .isFalse();
  }

  @Test
  void of_acceptsLongDeadLetterOnlyWithItsSum() {
    DeadLetter with = new DeadLetter("oversized", "t", 0, 1, "e30=", 300_000, "0".repeat(64), 1);
    DeadLetter without = new DeadLetter("oversized", "t", 0, 1, "e30=", 300_000, null, 1);

    assertThat(valid(with)).isTrue();
    assertThat(valid(without)).isFalse();
  }

  @Test
  void of_acceptsModelOfNoWindowsButNotOfHalfAWindow() {
    ObjectNode model = tree(Samples.CLUSTER_MODEL);
    model.remove("window_slide_ms");
    assertThat(problems(ClusterModel.class, model)).isNotEmpty();
    model.remove("window_size_ms");
    assertThat(problems(ClusterModel.class, model)).isNotEmpty();
    model.remove("trained_through");
    assertThat(problems(ClusterModel.class, model)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Channel.class)
  void of_knowsEveryChannel(Channel channel) {
    assertThat(JsonSchemas.of(channel)).isEqualTo(JsonSchemas.of(JsonSchemas.recordOf(channel)));
  }

  @Test
  void of_listsEveryReasonOfADeadLetter() {
    String[] words =
        Arrays.stream(DeadLetterReason.values()).map(DeadLetterReason::word).toArray(String[]::new);

    assertThat(texts(parse(JsonSchemas.of(DeadLetter.class)).at("/properties/reason/enum")))
        .containsExactlyInAnyOrder(words);
    assertThat(texts(parse(JsonSchemas.of(Tally.class)).at("/properties/dead/propertyNames/enum")))
        .containsExactlyInAnyOrder(words);
  }

  @Test
  void of_refusesTypeWithoutSchema() {
    assertThatThrownBy(() -> JsonSchemas.of(String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("java.lang.String has no JSON Schema");
  }

  private static boolean valid(Object sample) {
    return problems(sample.getClass(), tree(sample)).isEmpty();
  }

  private static Set<ValidationMessage> problems(Class<?> type, JsonNode json) {
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    return FACTORY.getSchema(JsonSchemas.of(type), config).validate(json);
  }

  private static ObjectNode tree(Object sample) {
    return (ObjectNode) parse(new String(WireFormat.encode(sample), UTF_8));
  }

  private static JsonNode parse(String json) {
    try {
      return WireFormat.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(n -> texts.add(n.textValue()));
    return texts;
  }
}
