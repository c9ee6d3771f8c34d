package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.schema.DailyManifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  /** printf 'key\r\né\r\n' | sha256sum */
  private static final String SHA256 =
      "282d54150bd8be5a2993e2d6f6e9367b2da44df9d472eb626f3e63a4eb6eec1d";

  @TempDir Path root;
  @TempDir Path temporary;

  @Test
  void publish_tellsTheChecksumOfWhatWasWritten() throws IOException {
    DayStore store = new DayStore(root.toUri().toString(), "reports");
    DailyManifest.Output output;
    try (Spool spool = Spool.in(temporary)) {
      spool.header("key\r\n");
      spool.row("é\r\n");
      output = spool.publish(store, "a/keys.csv.gz");
    }

    assertThat(output).isEqualTo(new DailyManifest.Output("a/keys.csv.gz", SHA256, 9, 1));
    byte[] packed = store.read("a/keys.csv.gz");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
        .asString(UTF_8)
        .isEqualTo("key\r\né\r\n");
    assertThat(Arrays.copyOfRange(packed, 3, 8)).as("flags and time").containsOnly(0);
  }

  @Test
  void publishHashed_namesTheContent() throws IOException {
    DayStore store = new DayStore(root.toUri().toString(), "reports");
    try (Spool spool = Spool.in(temporary)) {
      spool.header("key\r\n");
      spool.row("é\r\n");

      assertThat(spool.publishHashed(store, "a/noise").path())
          .isEqualTo("a/noise-" + SHA256.substring(0, 16) + ".csv.gz");
    }
  }

  @Test
  void close_leavesNoTemporaryFile() throws IOException {
    try (Spool spool = Spool.in(temporary)) {
      spool.row("lost\n");
      assertThat(Files.list(temporary)).hasSize(1);
    }
    assertThat(Files.list(temporary)).isEmpty();
  }
}
