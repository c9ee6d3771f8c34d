package dev.scurry.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Seen through Flink's own S3 file system, as checkpoints and snapshots will see it. */
class EmbeddedS3ITCase {
  private static EmbeddedS3 s3;

  @BeforeAll
  static void start() {
    s3 = EmbeddedS3.start();
    s3.createBucket("bucket");
    FileSystem.initialize(Configuration.fromMap(s3.flinkProperties()), null);
  }

  @AfterAll
  static void stop() {
    FileSystem.initialize(new Configuration(), null);
    s3.close();
  }

  @Test
  void write_isListedAndRead() throws IOException {
    Path folder = new Path("s3://bucket/features/day=2024-03-01");
    write(new Path(folder, "part-0"), "one".getBytes(UTF_8));
    write(new Path(folder, "part-1"), "two".getBytes(UTF_8));

    assertThat(folder.getFileSystem().listStatus(folder))
        .extracting(FileStatus::getPath)
        .extracting(Path::getName)
        .containsExactlyInAnyOrder("part-0", "part-1");
    assertThat(read(new Path(folder, "part-1"))).isEqualTo("two".getBytes(UTF_8));
    assertThat(s3.bucketFolder("bucket").resolve("features/day=2024-03-01/part-0"))
        .hasContent("one");
  }

  @Test
  void recoverableWriter_showsNothingBeforeItsCommit() throws IOException {
    Path path = new Path("s3://bucket/committed");
    byte[] sixMegabytes = new byte[6 << 20];
    new Random(1).nextBytes(sixMegabytes);
    RecoverableFsDataOutputStream stream =
        path.getFileSystem().createRecoverableWriter().open(path);
    stream.write(sixMegabytes);
    stream.persist();
    assertThat(path.getFileSystem().exists(path)).isFalse();
    stream.closeForCommit().commit();

    assertThat(Arrays.equals(read(path), sixMegabytes)).isTrue();
  }

  @Test
  void restart_afterKill_keepsObjectsAndPort() throws IOException {
    Path path = new Path("s3://bucket/kept");
    write(path, "kept".getBytes(UTF_8));
    String before = s3.endpoint();

    s3.kill();
    assertThat(s3.process().isAlive()).isFalse();
    s3.restart();

    assertThat(s3.endpoint()).isEqualTo(before);
    assertThat(read(path)).isEqualTo("kept".getBytes(UTF_8));
  }

  @Test
  void bucket_thatIsNotThere_isRefused() {
    assertThatThrownBy(() -> write(new Path("s3://nowhere/x"), new byte[1]))
        .hasStackTraceContaining("NoSuchBucket");
  }

  @Test
  void request_withoutSignature_isRefused() throws Exception {
    write(new Path("s3://bucket/private"), new byte[1]);

    assertThat(statusWithoutSignature("/bucket")).isEqualTo(403);
    assertThat(statusWithoutSignature("/bucket/private")).isEqualTo(403);
  }

  @Test
  void createBucket_refusesShortName() {
    assertThatThrownBy(() -> s3.createBucket("ab")).isInstanceOf(IllegalArgumentException.class);
  }

  private static int statusWithoutSignature(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(s3.endpoint() + path)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static void write(Path path, byte[] bytes) throws IOException {
    try (FSDataOutputStream stream = path.getFileSystem().create(path, WriteMode.NO_OVERWRITE)) {
      stream.write(bytes);
    }
  }

  private static byte[] read(Path path) throws IOException {
    try (FSDataInputStream stream = path.getFileSystem().open(path)) {
      return stream.readAllBytes();
    }
  }
}
