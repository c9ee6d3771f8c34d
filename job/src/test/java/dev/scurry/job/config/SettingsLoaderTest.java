package dev.scurry.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.scurry.job.config.HalfLife.Unit;
import dev.scurry.job.config.ScurryOptions.InitMethod;
import dev.scurry.job.config.ScurryOptions.Scaling;
import dev.scurry.job.config.ScurryOptions.StartOffset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {

  @TempDir Path folder;

  @Test
  void load_withoutAnything_givesTheDefaults() {
    Settings settings = SettingsLoader.load(null, Map.of(), Map.of());

    assertThat(settings.name()).isEqualTo("scurry");
    assertThat(settings.source().topic()).isEqualTo("activity");
    assertThat(settings.source().groupId()).isEqualTo("scurry");
    assertThat(settings.source().start()).isEqualTo(StartOffset.EARLIEST);
    assertThat(settings.source().fields())
        .isEqualTo(
            new Settings.Fields("user_id", "event_type", "post_id", "event_time", "event_id"));
    assertThat(settings.source().outOfOrderness()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.source().maxAhead()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.source().idleTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.source().maxDrift()).isEqualTo(Duration.ZERO);
    assertThat(settings.source().maxRecordBytes()).isEqualTo(1 << 20);
    assertThat(settings.features().window()).isEqualTo(new Settings.Window(86_400_000, 3_600_000));
    assertThat(settings.features().columns())
        .containsExactly(
            "unique_posts",
            "total_views",
            "total_comments",
            "comment_to_view_ratio",
            "active_hours",
            "mean_gap",
            "dwell");
    assertThat(settings.features().distinctExactLimit()).isEqualTo(512);
    assertThat(settings.training())
        .isEqualTo(
            new Settings.Training(
                6,
                new Settings.KSearch(false, 1, 10, Duration.ofDays(1)),
                "",
                false,
                new HalfLife(Unit.EVENT_TIME, 7 * 86_400_000.0),
                16,
                1,
                Scaling.STANDARD,
                5000,
                10,
                InitMethod.RANDOM,
                InitMethod.KMEANS_PLUS_PLUS,
                300,
                10,
                0.0001));
    assertThat(settings.assignment().leftAfterWindows()).isEqualTo(1);
    assertThat(settings.snapshot()).isEqualTo(new Settings.Snapshot("", Duration.ofHours(1), 0));
    assertThat(settings.sink()).isEqualTo(new Settings.Sink("", "scurry", Duration.ofMinutes(14)));
    assertThat(settings.checkpoint().interval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.daily())
        .isEqualTo(new Settings.Daily(0.5, 5, Scaling.STANDARD, 0, 200, 1 << 30));
  }

  @Test
  void load_laterSourceWins() throws IOException {
    Path yaml = write("training: {k: 3, seed: 3, shards: 8}");

    Settings.Training training =
        SettingsLoader.load(
                yaml,
                Map.of("SCURRY_TRAINING_SEED", "4", "SCURRY_TRAINING_SHARDS", "4", "PATH", "/bin"),
                Map.of("training.shards", "2"))
            .training();

    assertThat(List.of(training.k(), training.seed(), training.shards()))
        .isEqualTo(List.of(3, 4L, 2));
  }

  @Test
  void load_defaultsAreWeakest() throws IOException {
    Path yaml = write("training: {k: 3}");

    Settings.Training training =
        SettingsLoader.load(
                Map.of("training.k", "9", "training.seed", "9"), yaml, Map.of(), Map.of())
            .training();

    assertThat(List.of(training.k(), training.seed())).isEqualTo(List.of(3, 9L));
  }

  @Test
  void load_definitionsFromYaml() throws IOException {
    Path yaml =
        write(
            """
            features:
              window: {size: 30 d, slide: 10 d}
              definitions:
                - {name: edits, aggregate: count, type: modify, transform: log1p}
                - {name: all, aggregate: count}
                - {name: share, aggregate: ratio, of: [edits, all]}
                - {name: when, aggregate: hour-of-day}
            """);

    Settings.Features features = SettingsLoader.load(yaml, Map.of(), Map.of()).features();

    assertThat(features.columns()).containsExactly("edits", "all", "share", "when_sin", "when_cos");
    assertThat(features.definitions().get(2).of()).containsExactly("edits", "all");
    assertThat(features.window().slices()).isEqualTo(3);
  }

  @Test
  void load_passesClientPropertiesThrough_andMasksSecrets() {
    Settings settings =
        SettingsLoader.load(
            null,
            Map.of("SCURRY_KAFKA_BOOTSTRAP_SERVERS", "h:1", "SCURRY_S3_SECRET_KEY", "hush"),
            Map.of(
                "s3.access-key", "a", "kafka.ssl.key.password", "hush", "flink.web.timeout", "1"));

    assertThat(settings.kafka()).containsEntry("bootstrap.servers", "h:1");
    assertThat(settings.s3()).containsEntry("s3.secret-key", "hush");
    assertThat(settings.flink()).containsEntry("web.timeout", "1");
    assertThat(settings.toString()).contains("h:1").doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mode",
        "unaligned",
        "unaligned.enabled",
        "aligned-checkpoint-timeout",
        "unaligned.interruptible-timers.enabled"
      })
  void load_checkpointsThatOvertakeRecords_areRefused(String key) {
    String setting = "flink.execution.checkpointing." + key;

    assertThatThrownBy(() -> with(setting, "true"))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContaining(setting + ": can't be set");
  }

  @ParameterizedTest
  @CsvSource({
    "0, EVENT_TIME, 0",
    "36 h, EVENT_TIME, 129600000",
    "24 windows, WINDOWS, 24",
    "1 window, WINDOWS, 1",
    "250000 points, POINTS, 250000"
  })
  void load_halfLifeInEveryUnit(String text, Unit unit, double amount) {
    assertThat(with("training.half-life", text).training().halfLife())
        .isEqualTo(new HalfLife(unit, amount));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training.k | 1 | training.k: has to be at least 2, not 1",
        "training.k | many | training.k: 'many' is neither auto nor a whole number",
        "training.shards | 7 | training.shards: has to divide 720",
        "features.window.size | 90 min | features.window.size: has to be a multiple of"
            + " features.window.slide",
        "features.window.slide | 0 s | features.window.slide: has to be longer than 0",
        "source.start | never | source.start: 'never' is not one of earliest, latest, committed,"
            + " timestamp",
        "source.format | csv | source.csv-columns: needed where source.format is csv",
        "training.half-life | soon | training.half-life: 'soon' is no duration, 'N windows' or 'N"
            + " points'",
        "training.half-life | 7 | training.half-life: '7' has no unit: is it '7 d', '7 windows' or"
            + " '7 points'?",
        "training.half-life | 500 ns | training.half-life: '500 ns' is less than a millisecond",
        "training.extra_center_factor | 0 | training.extra_center_factor: '0' is neither auto nor a"
            + " whole number above 0",
        "training.local_lloyd_tol | 2 | training.local_lloyd_tol: has to lie between 0 and 1",
        "snapshot.root | ftp://x | snapshot.root: 'ftp://x' is neither s3://bucket nor"
            + " file:///folder",
        "daily.eps | 0 | daily.eps: has to be a number above 0",
        "checkpoint.interval | 1 h | checkpoint.interval: has to be shorter than"
            + " sink.transaction-timeout, or transactions expire",
        "s3.access-key | a | s3.access-key: goes with s3.secret-key",
        "k | 3 | k: there is no such setting (is it training.k?)",
        "features.definitions | [] | features.definitions: needs a list with at least one"
            + " definition",
        "features.definitions | [{'name':'a','aggregate':'sum'}] | features.definitions[0]: sum"
            + " needs a field",
        "features.definitions | [{'name':'a','aggregate':'sums'}] |"
            + " features.definitions[0].aggregate: 'sums' is none of count, distinct, sum, min,"
            + " max, mean, ratio, active-hours, mean-gap, hour-of-day",
        "features.definitions | [{'name':'a','aggregate':'ratio','of':['b','c']}] |"
            + " features.definitions: a is a ratio of unknown 'b'",
        "features.definitions | [{'name':'user_id','aggregate':'count'}] | features.definitions:"
            + " the name 'user_id' is reserved",
        "features.definitions | [{'name':'a','aggregate':'count','typo':1}] |"
            + " features.definitions[0]: unknown part 'typo'",
      })
  void load_saysWhatIsWrong(String key, String value, String problem) {
    BadSettingsException refused =
        catchThrowableOfType(BadSettingsException.class, () -> with(key, value.replace('\'', '"')));

    assertThat(refused.problems()).contains(problem);
  }

  @Test
  void load_listsEveryProblemAtOnce() {
    BadSettingsException refused =
        catchThrowableOfType(
            BadSettingsException.class,
            () ->
                SettingsLoader.load(
                    folder.resolve("none.yaml"),
                    Map.of("SCURRY_TRAINING_KK", "3"),
                    Map.of("training.k", "0", "training.shards", "11")));

    assertThat(refused.problems())
        .containsExactlyInAnyOrder(
            folder.resolve("none.yaml") + ": no such file",
            "SCURRY_TRAINING_KK: no setting has this name in the environment",
            "training.k: has to be at least 2, not 0",
            "training.shards: has to divide 720");
  }

  @Test
  void load_brokenYaml_isOneProblem() throws IOException {
    Path yaml = write("training: {k: 3");

    BadSettingsException refused =
        catchThrowableOfType(
            BadSettingsException.class, () -> SettingsLoader.load(yaml, Map.of(), Map.of()));

    assertThat(refused.problems()).singleElement().asString().contains("not YAML");
  }

  @Test
  void load_keyFile_isReadWithoutTheSpaceAroundIt_andNotShown() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcdef\n");
    Settings settings = pseudonymised(Map.of("privacy.key-file", file.toString()));

    assertThat(settings.privacy().key()).isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(settings.toString()).contains("pseudonymise=true").doesNotContain("0123456789");
  }

  @Test
  void load_pseudonymsWithoutAGoodKey_areRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), " ".repeat(40));
    String needed =
        "privacy.pseudonymise needs a key of at least 32 bytes, such as 'openssl rand -base64 32'"
            + " gives";

    assertThat(problemsOf(Map.of())).containsExactly("privacy.key: " + needed);
    assertThat(problemsOf(Map.of("privacy.key", "0123456789abcdef0123456789abcde")))
        .containsExactly("privacy.key: " + needed);
    assertThat(problemsOf(Map.of("privacy.key-file", file.toString())))
        .containsExactly("privacy.key-file: " + needed);
    assertThat(problemsOf(Map.of("privacy.key-file", folder.resolve("none").toString())))
        .element(0)
        .asString()
        .contains("privacy.key-file: ", "none can't be read");
    assertThat(
            problemsOf(Map.of("privacy.key-file", file.toString(), "privacy.key", "x".repeat(32))))
        .contains("privacy.key-file: goes instead of privacy.key, not beside it");
  }

  private static List<String> problemsOf(Map<String, String> keys) {
    return catchThrowableOfType(BadSettingsException.class, () -> pseudonymised(keys)).problems();
  }

  private static Settings pseudonymised(Map<String, String> keys) {
    Map<String, String> overrides = new HashMap<>(keys);
    overrides.put("privacy.pseudonymise", "true");
    return SettingsLoader.load(null, Map.of(), overrides);
  }

  private static Settings with(String key, String value) {
    return SettingsLoader.load(null, Map.of(), Map.of(key, value));
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("scurry.yaml"), yaml);
  }
}
