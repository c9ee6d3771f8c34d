package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DensityParametersTest {

  private static final DensityParameters BASE = DensityParameters.dbscan(0.7, 8);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DBSCAN | {} | {algorithm=DBSCAN, eps=0.5, min_samples=5}",
        "DBSCAN | {\"eps\":0.35,\"n_jobs\":-1} | {algorithm=DBSCAN, eps=0.35, min_samples=5}",
        "HDBSCAN | {\"min_cluster_size\":9} | {algorithm=HDBSCAN, min_cluster_size=9,"
            + " cluster_selection_method=eom, cluster_selection_epsilon=0.0,"
            + " allow_single_cluster=false, min_samples=9}",
        "OPTICS | {\"min_samples\":7} | {algorithm=OPTICS, max_eps=inf, cluster_method=xi, xi=0.05,"
            + " min_cluster_size=7, predecessor_correction=true, min_samples=7}",
        "OPTICS | {\"cluster_method\":\"dbscan\",\"max_eps\":\"inf\",\"eps\":2} | {algorithm=OPTICS,"
            + " max_eps=inf, cluster_method=dbscan, eps=2.0, min_samples=5}"
      })
  void of_hasTheDefaultsOfScikitLearn(DensityAlgorithm algorithm, String json, String expected) {
    assertThat(DensityParameters.of(algorithm, HyperParameters.of("given", json)).toMap())
        .hasToString(expected);
  }

  @Test
  void ofPairs_takesWhatIsNotGivenFromTheBase() {
    HyperParameters given = HyperParameters.of("given", "{\"eps\": 0.2, \"min_samples\": null}");

    assertThat(DensityParameters.ofPairs(DensityAlgorithm.DBSCAN, given, BASE))
        .isEqualTo(DensityParameters.dbscan(0.2, 8));
  }

  @Test
  void ofPairs_tellsEveryProblemAtOnce() {
    HyperParameters given =
        HyperParameters.of(
            "HYPER_PARAMS",
            "{\"metric\":\"cosine\",\"eps\":\"x\",\"min_samples\":0,\"epsilon\":1}");

    assertThatThrownBy(() -> DensityParameters.ofPairs(DensityAlgorithm.DBSCAN, given, BASE))
        .isInstanceOfSatisfying(
            WrongParameterException.class,
            wrong ->
                assertThat(wrong.problems())
                    .containsExactly(
                        "metric must be precomputed, not \"cosine\"",
                        "eps must be a number >= 0, not \"x\"",
                        "min_samples must be a whole number >= 1, not 0",
                        "DBSCAN has no parameter 'epsilon'; it has eps, metric, min_samples"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DBSCAN | {\"eps\":0.5,\"min_samples\":5,\"metric_params\":null,\"algorithm\":\"auto\","
            + "\"leaf_size\":30,\"p\":null,\"n_jobs\":null}",
        "HDBSCAN | {\"min_cluster_size\":5,\"min_samples\":null,\"cluster_selection_epsilon\":0.0,"
            + "\"max_cluster_size\":null,\"metric_params\":null,\"alpha\":1.0,\"algorithm\":\"auto\","
            + "\"leaf_size\":40,\"n_jobs\":null,\"cluster_selection_method\":\"eom\","
            + "\"allow_single_cluster\":false,\"store_centers\":null,\"copy\":false}",
        "OPTICS | {\"min_samples\":5,\"max_eps\":\"inf\",\"p\":2,\"metric_params\":null,"
            + "\"cluster_method\":\"xi\",\"eps\":null,\"xi\":0.05,\"predecessor_correction\":true,"
            + "\"min_cluster_size\":null,\"algorithm\":\"auto\",\"leaf_size\":30,\"memory\":null,"
            + "\"n_jobs\":null}"
      })
  void of_takesEveryNameOfScikitLearnWithItsDefault(DensityAlgorithm algorithm, String json) {
    assertThat(of(algorithm, json)).isEqualTo(of(algorithm, "{}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DBSCAN | {\"p\":1} | p can only be 2 or null, not 1",
        "DBSCAN | {\"alpha\":1.0} | DBSCAN has no parameter 'alpha'; it has eps, min_samples",
        "HDBSCAN | {\"alpha\":0.5} | alpha can only be 1 or null, not 0.5",
        "HDBSCAN | {\"max_cluster_size\":9} | max_cluster_size can only be null, not 9",
        "OPTICS | {\"metric_params\":{\"w\":1}} | metric_params can only be null, not {\"w\":1}",
        "OPTICS | {\"min_samples\":0.1} | min_samples must be a whole number >= 2, not 0.1, a share"
            + " of the points",
        "OPTICS | {\"min_cluster_size\":0.05} | min_cluster_size must be a whole number >= 2, not"
            + " 0.05, a share of the points"
      })
  void of_refusesWhatItHasNot(DensityAlgorithm algorithm, String json, String problem) {
    assertThatThrownBy(() -> of(algorithm, json))
        .isInstanceOfSatisfying(
            WrongParameterException.class,
            wrong -> assertThat(wrong.problems()).containsExactly(problem));
  }

  @Test
  void reach_isWhatMattersToTheAlgorithm() {
    assertThat(BASE.reach()).isEqualTo(0.7);
    assertThat(of(DensityAlgorithm.HDBSCAN, "{}").reach()).isInfinite();
    assertThat(of(DensityAlgorithm.OPTICS, "{\"max_eps\": 3}").reach()).isEqualTo(3);
  }

  @Test
  void travelsInAJob() throws Exception {
    DensityParameters parameters = of(DensityAlgorithm.OPTICS, "{\"max_eps\": 3}");

    assertThat(InstantiationUtil.clone(parameters)).isEqualTo(parameters);
  }

  private static DensityParameters of(DensityAlgorithm algorithm, String json) {
    return DensityParameters.of(algorithm, HyperParameters.of("given", json));
  }
}
