package dev.scurry.job.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.features.UserFeatures;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCsvTest {
  @TempDir Path folder;

  @Test
  void create_writesHeaderAndQuotesUsers() throws Exception {
    byte[] bytes =
        write(
            new UserFeatures("ann", 3_600_000, new double[] {1, 0.1}, 4),
            new UserFeatures("b,\"ob\"\nx", 0, new double[] {-2.5e300, 1e-7}, 0));

    assertThat(text(bytes))
        .isEqualTo(
            "user_id,window_end,views,comments\n"
                + "ann,1970-01-01T01:00:00Z,1.0,0.1\n"
                + "\"b,\"\"ob\"\"\nx\",1970-01-01T00:00:00Z,-2.5E300,1.0E-7\n");
  }

  @Test
  void create_putsNoTimeIntoGzip() throws Exception {
    byte[] bytes = write(new UserFeatures("ann", 3_600_000, new double[] {1, 2}, 4));

    assertThat(new byte[] {bytes[4], bytes[5], bytes[6], bytes[7]}).containsOnly(0);
  }

  private byte[] write(UserFeatures... rows) throws Exception {
    Path file = folder.resolve("part");
    try (FSDataOutputStream out =
        LocalFileSystem.getSharedInstance()
            .create(new org.apache.flink.core.fs.Path(file.toUri()), WriteMode.OVERWRITE)) {
      BulkWriter<UserFeatures> writer = new FeatureCsv(List.of("views", "comments")).create(out);
      for (UserFeatures row : rows) {
        writer.addElement(row);
      }
      writer.finish();
      out.write(new byte[0]); // still open, as the sink demands
    }
    return Files.readAllBytes(file);
  }

  private static String text(byte[] gzip) throws Exception {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
