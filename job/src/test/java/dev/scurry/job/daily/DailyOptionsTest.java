package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.job.config.BadSettingsException;
import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DailyOptionsTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
  private static final Map<String, String> BUCKET = Map.of("BUCKET", "my-bucket");

  @TempDir Path folder;

  @Test
  void plan_ofABucketHasTheDefaultsOfItsProgram() {
    DailyPlan plan = plan(BUCKET, "--day", "2026-01-31");

    assertThat(plan.request("2026-01-31"))
        .isEqualTo(
            new DailyRequest(
                "s3://my-bucket",
                "2026-01-31",
                DaySource.DISTANCES,
                DensityParameters.dbscan(0.5, 5),
                true,
                false,
                "temp/clustering-lambda/distances",
                "temp/clustering-lambda/clusters"));
    assertThat(plan.days()).containsExactly("2026-01-31");
    assertThat(plan.notes()).isEmpty();
  }

  @Test
  void plan_withoutAnythingIsOfTheRoot() {
    assertThat(plan(Map.of(), "--root", "s3://b", "--day", "2026-01-31").model())
        .isEqualTo(DailyRequest.of("s3://b", "2026-03-01"));
  }

  @Test
  void plan_takesAFolderOfThisMachineAsItIsCalled() {
    String root = folder.resolve("a b").toString();

    assertThat(plan(Map.of(), "--root", root, "--day", "today").model().root())
        .isEqualTo("file://" + root);
  }

  @Test
  void plan_takesTheWholeEnvironment() {
    DailyPlan plan =
        plan(
            Map.of(
                "BUCKET", "b1",
                "INPUT_FOLDER", "in",
                "OUTPUT_FOLDER", "out/clusters/",
                "ALGORITHM", "OPTICS",
                "HYPER_PARAMS", "{\"max_eps\": 2, \"min_samples\": 3}",
                "CONVERT_KEY_TO_INT", "false",
                "MAX_RECORDS", "1000"),
            "--day",
            "week-3");

    DailyRequest request = plan.request("week-3");
    assertThat(request.distancesFolder()).isEqualTo("in");
    assertThat(request.clustersFolder()).isEqualTo("out/clusters");
    assertThat(request.integerKeys()).isFalse();
    assertThat(request.parameters().toMap())
        .containsEntry("algorithm", "OPTICS")
        .containsEntry("max_eps", "2.0")
        .containsEntry("min_samples", "3");
    assertThat(plan.notes()).containsExactly("MAX_RECORDS is passed over: all records count");
  }

  @Test
  void plan_putsOptionsOverTheEnvironmentAndThatOverSettings() {
    Map<String, String> environment =
        Map.of("BUCKET", "b1", "INPUT_FOLDER", "in", "HYPER_PARAMS", "{\"eps\": 0.3}");
    DailyRequest request =
        planOf(
                Map.of("daily.eps", "0.9", "daily.min-samples", "8"),
                environment,
                "--root=s3://other",
                "--input-folder=mine",
                "--convert-key-to-int=false",
                "--from=auto",
                "--day=today")
            .model();

    assertThat(request.root()).isEqualTo("s3://other");
    assertThat(request.distancesFolder()).isEqualTo("mine");
    assertThat(request.integerKeys()).isFalse();
    assertThat(request.source()).isEqualTo(DaySource.AUTO);
    assertThat(request.parameters()).isEqualTo(DensityParameters.dbscan(0.3, 8));
  }

  @ParameterizedTest
  @CsvSource({"true,true", "True,false", "1,false", "yes,false", "'',true", "' ',true"})
  void plan_readsOnlyTrueAsTrue(String value, boolean expected) {
    Map<String, String> environment = Map.of("BUCKET", "b1", "CONVERT_KEY_TO_INT", value);

    assertThat(plan(environment, "--day", "1").model().integerKeys()).isEqualTo(expected);
  }

  @Test
  void plan_ofARangeHasBothItsEnds() {
    assertThat(plan(Map.of(), "--root=s3://b", "--day", "2026-02-27..today").days())
        .containsExactly("2026-02-27", "2026-02-28", "2026-03-01");
  }

  @Test
  void plan_takesDaysFromAnEvent() throws IOException {
    Path event = Files.writeString(folder.resolve("event.json"), "{\"day\": \"week-3\"}");

    assertThat(plan(BUCKET, "--event", event.toString()).days()).containsExactly("week-3");
    assertThatThrownBy(() -> plan(Map.of(), "--root=s3://b", "--event", event.toString()))
        .isInstanceOf(UnusableDayException.class)
        .hasMessageContaining("with --from distances a day may have any name");
    assertThatThrownBy(() -> plan(BUCKET, "--event", event + "x"))
        .isInstanceOf(UnusableDayException.class)
        .hasMessageContaining("can't be read");
  }

  @Test
  void plan_tellsEveryProblemAtOnce() {
    Map<String, String> environment =
        Map.of("ALGORITHM", "KMeans", "HYPER_PARAMS", "{", "INPUT_FOLDER", "../secret");

    assertThatThrownBy(() -> plan(environment, "--from=here", "--all-records", "--output-folder=/"))
        .isInstanceOfSatisfying(
            BadSettingsException.class,
            bad ->
                assertThat(bad.problems())
                    .containsExactly(
                        "--root, BUCKET or snapshot.root must say where the day is",
                        "--from must be one of auto, features, distances, not 'here'",
                        "ALGORITHM must be one of DBSCAN, HDBSCAN, OPTICS, not 'KMeans'",
                        "HYPER_PARAMS is no JSON: Unexpected end-of-input: expected close marker for"
                            + " Object",
                        "--input-folder must be a folder below the root, not '../secret'",
                        "--output-folder must be a folder below the root, not ''",
                        "--all-records is for --event"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--day 2026-02-29 | --day: '2026-02-29' is no day such as 2026-01-31",
        "--day 2026-01-02..2026-01-01 | is no range of 1 to",
        "--day 2026-01-02.. | --day: '' is no day",
        "--from distances --day a/b | can't be the name of a day's folder",
        "--from distances --day .. | is no day such as",
        "--day today --event x | --day and --event both say which day",
        "--from auto | --day or --event must say which day",
        "--day today --hyper-params {\"epsilon\":1} | DBSCAN has no parameter 'epsilon'",
        "--day today --input-folder x --output-folder x/ | are both x"
      })
  void plan_refuses(String arguments, String problem) {
    String[] all = ("--root s3://b " + arguments).split(" ");

    assertThatThrownBy(() -> plan(Map.of(), all))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContaining(problem);
  }

  private static DailyPlan plan(Map<String, String> environment, String... arguments) {
    return planOf(Map.of(), environment, arguments);
  }

  private static DailyPlan planOf(
      Map<String, String> settings, Map<String, String> environment, String... arguments) {
    DailyOptions options = new DailyOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("daily", mixin(options)))
        .parseArgs(arguments);
    Settings loaded = SettingsLoader.load(null, Map.of(), settings);
    return options.plan(loaded, environment, TODAY, true);
  }

  private static CommandLine.Model.CommandSpec mixin(DailyOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }
}
