package dev.scurry.job.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.scurry.job.TestSettings;
import dev.scurry.job.config.BadSettingsException;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlierModelTest {

  private static final ClusterModel MODEL =
      new ClusterModel(
          "scurry",
          41,
          "2026-01-04T00:00:00Z",
          1000L,
          1000L,
          List.of("views", "comments"),
          new long[] {5, 8},
          new double[][] {{0.5, 0}, {9, 9.25}},
          new double[] {6, 10},
          new double[] {1, 2},
          1,
          16,
          Map.of(),
          1);

  @TempDir private Path folder;

  @Test
  void of_nothingNamed_isEmpty() {
    assertThat(EarlierModel.of(TestSettings.of(Map.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/model.json"})
  void of_oursKeepsAll(String suffix) throws IOException {
    Files.write(folder.resolve("model.json"), WireFormat.encode(MODEL));

    assertThat(read(folder + suffix)).usingRecursiveComparison().isEqualTo(MODEL);
    assertThat(read("file://" + folder + suffix)).usingRecursiveComparison().isEqualTo(MODEL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"part-0", "part-7c3e0a51-0", "sub/deeper/part-0"})
  void of_flinkMlsFolder_hasCentroidsAndWeights(String file) throws IOException {
    Path data = folder.resolve("data").resolve(file);
    Files.createDirectories(data.getParent());
    Files.write(folder.resolve("metadata"), FlinkMlModelFolder.metadata(MODEL));
    Files.write(data, FlinkMlModelFolder.data(MODEL));
    for (String left : List.of(".part", "_SUCCESS", "_temporary/part-0", ".hidden/part-0")) {
      Files.createDirectories(data.resolveSibling(left).getParent());
      Files.writeString(data.resolveSibling(left), "no model");
    }
    Files.createFile(data.resolveSibling("a"));

    ClusterModel read = read(folder.toString());

    assertThat(read.centroids()).isDeepEqualTo(MODEL.centroids());
    assertThat(read.weights()).containsExactly(6, 10);
    assertThat(read.clusterIds()).containsExactly(0, 1);
    assertThat(read.scale()).containsExactly(1, 1);
    assertThat(read.features()).containsExactly("views", "comments");
    assertThat(read.version()).isEqualTo(1);
    assertThat(read.trainedThrough()).isNull();
  }

  @Test
  void of_sageMakersArchive_hasCentroidsThatWeighOne() throws IOException {
    Path archive = folder.resolve("model.tar.gz");
    Files.write(archive, SageMakerArtifact.archive(MODEL));

    ClusterModel read = read(archive.toString());

    assertThat(read.centroids()).isDeepEqualTo(MODEL.centroids());
    assertThat(read.weights()).containsExactly(1, 1);
  }

  @Test
  void of_modelOfAFileOfVectors_takesTheColumnsInOrder() throws IOException {
    byte[] json =
        WireFormat.encode(
            new ClusterModel(
                "train",
                1,
                null,
                null,
                null,
                List.of("f0", "f1"),
                new long[] {0, 1},
                MODEL.centroids(),
                MODEL.weights(),
                MODEL.scale(),
                1,
                16,
                Map.of(),
                1));
    Files.write(folder.resolve("model.json"), json);

    assertThat(read(folder.toString()).features()).containsExactly("views", "comments");
  }

  @Test
  void of_otherFeatures_isASettingsError() throws IOException {
    Files.write(folder.resolve("model.json"), WireFormat.encode(MODEL));
    String three =
        "[{\"name\":\"a\",\"aggregate\":\"count\"},{\"name\":\"b\",\"aggregate\":\"count\"}]";

    assertThatExceptionOfType(BadSettingsException.class)
        .isThrownBy(
            () ->
                EarlierModel.of(
                    TestSettings.of(
                        Map.of(
                            "features.definitions",
                            three,
                            "training.warm-start",
                            folder.toString()))))
        .withMessage(
            "training.warm-start: "
                + folder
                + ": has the features [views, comments], the settings [a, b];"
                + " with training.reset only its version and ids go on");
  }

  @Test
  void of_otherFeaturesWhereTrainingIsReset_isReadAsItIs() throws IOException {
    Files.write(folder.resolve("model.json"), WireFormat.encode(MODEL));
    String one = "[{\"name\":\"a\",\"aggregate\":\"count\"}]";

    ClusterModel read =
        EarlierModel.of(
                TestSettings.of(
                    Map.of(
                        "features.definitions",
                        one,
                        "training.reset",
                        "true",
                        "training.warm-start",
                        folder.toString())))
            .orElseThrow();

    assertThat(read).usingRecursiveComparison().isEqualTo(MODEL);
  }

  @Test
  void of_otherDimension_isASettingsError() throws IOException {
    Path archive = folder.resolve("model.tar.gz");
    Files.write(archive, SageMakerArtifact.archive(MODEL));
    String one = "[{\"name\":\"a\",\"aggregate\":\"count\"}]";

    assertThatExceptionOfType(BadSettingsException.class)
        .isThrownBy(
            () ->
                EarlierModel.of(
                    TestSettings.of(
                        Map.of(
                            "features.definitions",
                            one,
                            "training.warm-start",
                            archive.toString()))))
        .withMessageEndingWith("has 2 features, the settings have 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "nowhere/model.json", "nowhere/model.tar.gz"})
  void of_nothingThere_isASettingsError(String place) {
    assertThatExceptionOfType(BadSettingsException.class)
        .isThrownBy(() -> read(folder.resolve(place).toString()))
        .withMessageStartingWith("training.warm-start: " + folder);
  }

  @Test
  void of_somethingElse_isASettingsError() throws IOException {
    Files.writeString(folder.resolve("model.tar.gz"), "no archive");
    Files.writeString(folder.resolve("model.json"), "{");

    for (String place : List.of("model.tar.gz", "model.json")) {
      assertThatExceptionOfType(BadSettingsException.class)
          .isThrownBy(() -> read(folder.resolve(place).toString()));
    }
  }

  private static ClusterModel read(String place) {
    return EarlierModel.of(TestSettings.of(Map.of("training.warm-start", place))).orElseThrow();
  }
}
