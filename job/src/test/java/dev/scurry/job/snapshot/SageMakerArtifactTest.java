package dev.scurry.job.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scurry.schema.ClusterModel;
import java.io.ByteArrayInputStream;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SageMakerArtifactTest {
  private static final double[][] CENTROIDS = {{1, 2}, {-0.5, 3}, {0.1, 0}};

  @Test
  void arrayList_isMxnetsListOfOneFloatArray() {
    String expected =
        "1201000000000000" // magic of a list
            + "0000000000000000" // reserved
            + "0100000000000000" // one array
            + "c9fa93f9" // magic of an array
            + "00000000" // dense
            + "02000000" // two dimensions
            + "0300000000000000" // k
            + "0200000000000000" // d
            + "01000000" // cpu
            + "00000000" // device 0
            + "00000000" // float32
            + "0000803f" // 1
            + "00000040" // 2
            + "000000bf" // -0.5
            + "00004040" // 3
            + "cdcccc3d" // 0.1
            + "00000000" // 0
            + "0000000000000000"; // no names

    assertThat(HexFormat.of().formatHex(SageMakerArtifact.arrayList(CENTROIDS)))
        .isEqualTo(expected);
  }

  @Test
  void archive_holdsOneFileWithoutTimeOrOwner() throws Exception {
    byte[] archive =
        SageMakerArtifact.archive(Models.model(1, 1, CENTROIDS, new double[] {1, 1, 1}));

    GzipCompressorInputStream gzip =
        new GzipCompressorInputStream(new ByteArrayInputStream(archive));
    assertThat(gzip.getMetaData().getModificationTime()).isZero();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(gzip)) {
      TarArchiveEntry entry = tar.getNextEntry();
      assertThat(entry.getName()).isEqualTo("model_algo-1");
      assertThat(entry.getLastModifiedTime().toMillis()).isZero();
      assertThat(entry.getUserName()).isEmpty();
      assertThat(entry.getGroupName()).isEmpty();
      assertThat(tar.readAllBytes()).isEqualTo(SageMakerArtifact.arrayList(CENTROIDS));
      assertThat(tar.getNextEntry()).isNull();
    }
  }

  /** The largest float, and what rounds to infinity. */
  @ParameterizedTest
  @CsvSource({"3.4028235677973362e38, true", "3.4028235677973366e38, false", "-1e70, false"})
  void holds_whatIsFiniteInSinglePrecision(double coordinate, boolean held) {
    double[][] centroids = {{1}, {coordinate}};
    ClusterModel model = Models.model(1, 1, centroids, new double[] {1, 1});

    assertThat(SageMakerArtifact.holds(model)).isEqualTo(held);
    if (held) {
      assertThatCode(() -> SageMakerArtifact.archive(model)).doesNotThrowAnyException();
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SageMakerArtifact.archive(model))
          .withMessageContaining(coordinate + " is beyond single precision");
    }
  }
}
