package dev.scurry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.storage.WholeFile;
import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * A day of distances in a bucket, as a reader sees it who knows nothing but its manifest.
 *
 * @param root {@code s3://bucket}
 */
record StoredDay(String root, String day) {

  private static final int POINTS = 600;
  private static final int OBJECTS = 3;

  /** Puts other distances in the place of those that are there. */
  void give(long seed) throws IOException {
    Random random = new Random(seed);
    double[] places = random.doubles(POINTS, 0, 60).toArray();
    for (int object = 0; object < OBJECTS; object++) {
      StringBuilder lines = new StringBuilder();
      for (int i = object; i < POINTS; i += OBJECTS) {
        for (int j = i + 1; j < POINTS; j++) {
          double distance = Math.abs(places[i] - places[j]);
          if (distance < 1) {
            lines.append("u" + i + ",u" + j + "," + distance + "\n");
          }
        }
      }
      put("distances/day=%s/part-%d.csv.gz".formatted(day, object), lines.toString());
    }
  }

  private void put(String path, String text) throws IOException {
    Path target = new Path(root + "/" + path);
    try (FSDataOutputStream out = target.getFileSystem().create(target, WriteMode.OVERWRITE);
        GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(UTF_8));
    }
  }

  String manifestPath() {
    return "reports/day=" + day + "/manifest.json";
  }

  private String clustersPath() {
    return "clusters/day=" + day + "/clusters.csv.gz";
  }

  /** Whether it has a result. */
  boolean isThere() throws IOException {
    Path manifest = new Path(root + "/" + manifestPath());
    return manifest.getFileSystem().exists(manifest);
  }

  /** The paths of all that belongs to the result. */
  Set<String> namedObjects() throws IOException {
    DailyManifest manifest = WireFormat.decode(read(manifestPath()), DailyManifest.class);
    Set<String> paths = new TreeSet<>(List.of(manifestPath(), clustersPath()));
    manifest.outputs().forEach(output -> paths.add(output.path()));
    return paths;
  }

  /**
   * The manifest, all of whose outputs are there as it says.
   *
   * @throws AssertionError if one is not
   */
  String wholeManifest() throws IOException {
    byte[] bytes = read(manifestPath());
    DailyManifest manifest = WireFormat.decode(bytes, DailyManifest.class);
    assertThat(manifest.outputs()).isNotEmpty();
    for (DailyManifest.Output output : manifest.outputs()) {
      assertThat(sha256(unpacked(output.path()))).as(output.path()).isEqualTo(output.sha256());
    }
    return new String(bytes, UTF_8);
  }

  /** The result under the name that does not change. */
  String clusters() throws IOException {
    return new String(unpacked(clustersPath()), UTF_8);
  }

  private byte[] unpacked(String path) throws IOException {
    byte[] bytes = read(path);
    if (!path.endsWith(".gz")) {
      return bytes;
    }
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return gzip.readAllBytes();
    }
  }

  private byte[] read(String path) throws IOException {
    String uri = root + "/" + path;
    return WholeFile.read(uri).orElseThrow(() -> new FileNotFoundException(uri));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
