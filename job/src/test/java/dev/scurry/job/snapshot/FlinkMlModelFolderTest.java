package dev.scurry.job.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.schema.ClusterModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.local.LocalDataInputStream;
import org.apache.flink.ml.clustering.kmeans.KMeansModelData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkMlModelFolderTest {
  /** What Flink ML 2.2 itself saved for a random model: k 2, one feature, weight 1.5, seed 0. */
  private static final String SAVED_BY_FLINK_ML =
      "000000020000000"
          + "13fe764168ea6ca89"
          + "000000013fcec9e5b3672e14"
          + "000000023ff80000000000003ff8000000000000";

  @TempDir Path folder;

  @Test
  void data_equalsWhatFlinkMlSaved() {
    double[][] centroids = {
      {Double.longBitsToDouble(0x3fe764168ea6ca89L)}, {Double.longBitsToDouble(0x3fcec9e5b3672e14L)}
    };
    ClusterModel model = Models.model(1, 1, centroids, new double[] {1.5, 1.5});

    byte[] data = FlinkMlModelFolder.data(model);

    assertThat(data).hasSize(48);
    assertThat(HexFormat.of().formatHex(data)).isEqualTo(SAVED_BY_FLINK_ML);
  }

  @Test
  void data_isReadBackByFlinkMl() throws Exception {
    double[][] centroids = new double[3][300];
    for (int i = 0; i < 3; i++) {
      Arrays.setAll(centroids[i], j -> j / 7.0);
    }
    ClusterModel model = Models.model(1, 1, centroids, new double[] {1, 2, 3});
    Path file = Files.write(folder.resolve("part-0"), FlinkMlModelFolder.data(model));

    try (LocalDataInputStream in = new LocalDataInputStream(file.toFile());
        StreamFormat.Reader<KMeansModelData> reader =
            new KMeansModelData.ModelDataDecoder().createReader(new Configuration(), in)) {
      KMeansModelData read = reader.read();
      assertThat(read.weights.values).containsExactly(1, 2, 3);
      for (int i = 0; i < 3; i++) {
        assertThat(read.centroids[i].values).containsExactly(centroids[i]);
      }
      assertThat(reader.read()).isNull();
    }
  }

  @Test
  void metadata_namesClassAndParametersAndHoldsNoClock() {
    assertThat(new String(FlinkMlModelFolder.metadata(Models.model(9, 2)), UTF_8))
        .isEqualTo(
            "{\"className\":\"org.apache.flink.ml.clustering.kmeans.KMeansModel\","
                + "\"paramMap\":{\"k\":2,\"distanceMeasure\":\"euclidean\","
                + "\"featuresCol\":\"features\",\"predictionCol\":\"prediction\"},"
                + "\"timestamp\":7200000}");
  }
}
