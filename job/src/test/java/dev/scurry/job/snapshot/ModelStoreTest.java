package dev.scurry.job.snapshot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
  @TempDir Path root;

  @Test
  void publish_writesEveryFormOfTheModelAndThePointer() throws IOException {
    store(0).publish(WireFormat.encode(Models.model(42, 5)));

    assertThat(files().keySet())
        .containsExactly(
            "models/scurry/latest.json",
            "models/scurry/v0000000042/flink-ml/data/part-0",
            "models/scurry/v0000000042/flink-ml/metadata",
            "models/scurry/v0000000042/model.json",
            "models/scurry/v0000000042/model.tar.gz");
    assertThat(files().get("models/scurry/v0000000042/model.json"))
        .isEqualTo(new String(WireFormat.encode(Models.model(42, 5)), UTF_8));
    assertThat(files().get("models/scurry/latest.json"))
        .isEqualTo(
            "{\"name\":\"scurry\",\"version\":42,\"trained_through\":\"1970-01-01T05:00:00Z\","
                + "\"path\":\"models/scurry/v0000000042/model.json\",\"format\":1}");
  }

  @Test
  void publish_ofOneCluster_leavesFlinkMlsFolderOut() throws IOException {
    store(0).publish(WireFormat.encode(Models.model(1, 1, new double[][] {{3}}, new double[] {5})));

    assertThat(files().keySet())
        .containsExactly(
            "models/scurry/latest.json",
            "models/scurry/v0000000001/model.json",
            "models/scurry/v0000000001/model.tar.gz");
  }

  @Test
  void publish_ofWhatNoFloatHolds_leavesSageMakersArchiveOut() throws IOException {
    store(0)
        .publish(
            WireFormat.encode(
                Models.model(1, 1, new double[][] {{1}, {-1e39}}, new double[] {5, 5})));

    assertThat(files().keySet())
        .containsExactly(
            "models/scurry/latest.json",
            "models/scurry/v0000000001/flink-ml/data/part-0",
            "models/scurry/v0000000001/flink-ml/metadata",
            "models/scurry/v0000000001/model.json");
  }

  @Test
  void publish_againChangesNothing() throws IOException {
    store(0).publish(WireFormat.encode(Models.model(1, 1)));
    store(0).publish(WireFormat.encode(Models.model(2, 2)));
    Map<String, String> before = files();

    store(0).publish(WireFormat.encode(Models.model(1, 1)));
    store(0).publish(WireFormat.encode(Models.model(2, 2)));

    assertThat(files()).isEqualTo(before);
    assertThat(before.get("models/scurry/latest.json")).contains("\"version\":2");
  }

  @Test
  void publish_keepsTheNewestAndWhatThePointerNames() throws IOException {
    for (int version = 1; version <= 5; version++) {
      store(2).publish(WireFormat.encode(Models.model(version, version)));
    }
    assertThat(versions()).containsExactly("v0000000004", "v0000000005");

    store(2).publish(WireFormat.encode(Models.model(1, 9)));
    assertThat(versions()).containsExactly("v0000000001", "v0000000004", "v0000000005");
    assertThat(files().get("models/scurry/latest.json")).contains("\"version\":5");
  }

  private ModelStore store(int retain) {
    return new ModelStore(root.toUri().toString(), retain);
  }

  private Stream<String> versions() throws IOException {
    return files().keySet().stream()
        .filter(name -> name.endsWith("/model.json"))
        .map(name -> name.split("/")[2]);
  }

  /** Every file by its path below the root; the bytes as Latin-1. */
  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(path).toString(), Files.readString(path, ISO_8859_1));
      }
    }
    return files;
  }
}
