package dev.scurry.cli.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.clustering.KMeansOptions;
import dev.scurry.clustering.LloydOptions;
import dev.scurry.clustering.LloydOptions.Start;
import dev.scurry.clustering.Scaling;
import dev.scurry.job.config.BadSettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HyperparametersTest {

  @TempDir Path folder;

  @Test
  void defaults_areSageMakers() {
    Map<String, String> defaults = new LinkedHashMap<>();
    Arrays.stream(Hyperparameter.values())
        .forEach(each -> defaults.put(each.key(), each.defaultValue().orElse("-")));

    assertThat(defaults)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("k", "-"),
                Map.entry("feature_dim", "-"),
                Map.entry("mini_batch_size", "5000"),
                Map.entry("epochs", "1"),
                Map.entry("init_method", "random"),
                Map.entry("extra_center_factor", "auto"),
                Map.entry("eval_metrics", "[\"msd\"]"),
                Map.entry("half_life_time_size", "0"),
                Map.entry("local_lloyd_init_method", "kmeans++"),
                Map.entry("local_lloyd_max_iter", "300"),
                Map.entry("local_lloyd_num_trials", "auto"),
                Map.entry("local_lloyd_tol", "0.0001")));
    assertThat(of(Map.of("k", "7")).options(Scaling.NONE, 1)).isEqualTo(KMeansOptions.of(7));
  }

  @Test
  void of_aFileAsSageMakerTakesIt_setsEveryOption() throws IOException {
    Hyperparameters read =
        file(
            """
            {"k": "8", "feature_dim": "7", "mini_batch_size": "500", "epochs": "3", "init_method": "kmeans++",
             "extra_center_factor": "4", "eval_metrics": "[\\"msd\\", \\"ssd\\"]", "half_life_time_size": "10000",
             "local_lloyd_init_method": "random", "local_lloyd_max_iter": "30", "local_lloyd_num_trials": "5",
             "local_lloyd_tol": "0.01", "force_dense": "true", "_num_gpus": "auto", "_kvstore": "auto",
             "_num_kv_servers": "1", "_num_slices": "1", "_tuning_objective_metric": "", "_enable_profiler": "false",
             "_disable_wait_to_read": "false", "_log_level": "info"}
            """);

    assertThat(read.options(Scaling.STANDARD, 9))
        .isEqualTo(
            new KMeansOptions(
                new LloydOptions(8, Start.RANDOM, 30, 5, 0.01),
                4,
                Start.KMEANS_PLUS_PLUS,
                500,
                3,
                10_000,
                Scaling.STANDARD,
                9));
    assertThat(read.featureDim()).isEqualTo(7);
    assertThat(read.evalMetrics()).containsExactly(EvalMetric.MSD, EvalMetric.SSD);
    assertThat(read.ignored()).hasSize(9).contains("force_dense", "_log_level");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "k                       | 0",
        "k                       | -3",
        "k                       | 2.5",
        "k                       | many",
        "k                       | 2147483648",
        "feature_dim             | 0",
        "mini_batch_size         | 0",
        "epochs                  | 0",
        "init_method             | kmeans",
        "extra_center_factor     | 0",
        "extra_center_factor     | Auto",
        "eval_metrics            | []",
        "eval_metrics            | [\"mse\"]",
        "eval_metrics            | [\"msd\", \"mse\"]",
        "eval_metrics            | [",
        "half_life_time_size     | -1",
        "local_lloyd_init_method | kmeans||",
        "local_lloyd_max_iter    | 0",
        "local_lloyd_num_trials  | 0",
        "local_lloyd_tol         | 1.1",
        "local_lloyd_tol         | NaN",
        "local_lloyd_tol         | -0.1",
      },
      quoteCharacter = '~')
  void of_aValueOutOfRange_isRefusedByName(String key, String value) {
    Map<String, String> options = new LinkedHashMap<>(Map.of("k", "2"));
    options.put(key, value);

    assertThatThrownBy(() -> of(options))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageStartingWith("--" + key.replace('_', '-') + ": has to be ")
        .hasMessageEndingWith(", not '" + value + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[\"ssd\"]|SSD", "ssd|SSD", "msd, ssd|MSD,SSD", "[ \"ssd\", \"msd\" ]|MSD,SSD"},
      quoteCharacter = '~')
  void evalMetrics_areAListOrNames(String text, String expected) {
    assertThat(of(Map.of("k", "2", "eval_metrics", text)).evalMetrics())
        .extracting(EvalMetric::name)
        .containsExactly(expected.split(","));
  }

  @Test
  void of_anOption_isStrongerThanTheFile() throws IOException {
    Path file = write("{\"k\": \"8\", \"epochs\": \"2\"}");

    Hyperparameters read = Hyperparameters.of(file, Map.of(Hyperparameter.K, "3"), List.of());

    assertThat(read.options(Scaling.NONE, 1)).isEqualTo(KMeansOptions.of(3).withEpochs(2));
  }

  @Test
  void of_aFileOfNumbersAndLists_isUnderstood() throws IOException {
    Hyperparameters read =
        file("{\"k\": 4, \"eval_metrics\": [\"ssd\"], \"local_lloyd_tol\": 0.5}");

    assertThat(read.k()).isEqualTo(4);
    assertThat(read.evalMetrics()).containsExactly(EvalMetric.SSD);
    assertThat(read.options(Scaling.NONE, 1).lloyd().tolerance()).isEqualTo(0.5);
  }

  @Test
  void of_manyProblems_listsThemAll() throws IOException {
    Path file = write("{\"k\": \"0\", \"epoch\": \"2\", \"epochs\": \"none\"}");

    assertThatThrownBy(
            () -> Hyperparameters.of(file, Map.of(Hyperparameter.INIT_METHOD, "best"), List.of()))
        .isInstanceOfSatisfying(
            BadSettingsException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        file + ": k: has to be a whole number from 1 to 2147483647, not '0'",
                        file + ": epoch: there is no such hyperparameter",
                        file
                            + ": epochs: has to be a whole number from 1 to 2147483647, not 'none'",
                        "--init-method: has to be random or kmeans++, not 'best'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"k\": ", "{\"k\": \"1\", \"k\": \"2\"}"})
  void of_aFileThatIsNoObject_isRefusedByItsName(String json) throws IOException {
    Path file = write(json);

    assertThatThrownBy(() -> Hyperparameters.of(file, Map.of(), List.of()))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageStartingWith(file + ": is no JSON");
  }

  @Test
  void of_noFile_isRefused() {
    assertThatThrownBy(() -> Hyperparameters.of(folder.resolve("none.json"), Map.of(), List.of()))
        .hasMessage(folder.resolve("none.json") + ": no such file");
  }

  @Test
  void of_noK_isRefused() {
    assertThatThrownBy(() -> of(Map.of()))
        .hasMessage("--k is missing, or a k in the file of --hyperparameters");
  }

  @Test
  void parameters_areWhatWasTrainedWith() {
    assertThat(of(Map.of("k", "2", "epochs", "3")).parameters(4, Scaling.STANDARD, 7))
        .containsEntry("k", "2")
        .containsEntry("epochs", "3")
        .containsEntry("extra_center_factor", "10")
        .containsEntry("local_lloyd_num_trials", "10")
        .containsEntry("feature_dim", "4")
        .containsEntry("scaling", "standard")
        .containsEntry("seed", "7");
  }

  private static Hyperparameters of(Map<String, String> options) {
    Map<Hyperparameter, String> typed = new LinkedHashMap<>();
    options.forEach((key, value) -> typed.put(Hyperparameter.of(key).orElseThrow(), value));
    return Hyperparameters.of(null, typed, List.of());
  }

  private Hyperparameters file(String json) throws IOException {
    return Hyperparameters.of(write(json), Map.of(), List.of());
  }

  private Path write(String json) throws IOException {
    return Files.writeString(folder.resolve("hyperparameters.json"), json);
  }
}
