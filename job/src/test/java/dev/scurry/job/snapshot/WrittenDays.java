package dev.scurry.job.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.schema.FeatureManifest;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Reads what a job over {@link HourlyFeatures} has written. */
final class WrittenDays {

  private WrittenDays() {}

  /**
   * Every day has a manifest, and the parts that it names hold one row a user, with his last
   * window.
   *
   * @param root the folder that the root is
   */
  static void assertWhole(Path root, int days) throws IOException {
    for (int day = 0; day < days; day++) {
      String name = LocalDate.EPOCH.plusDays(day).toString();
      Path folder = root.resolve("features/day=" + name);
      FeatureManifest manifest =
          WireFormat.decode(
              Files.readAllBytes(folder.resolve("_manifest.json")), FeatureManifest.class);
      assertThat(manifest.day()).isEqualTo(name);
      assertThat(manifest.columns()).containsExactly("user_id", "window_end", "views", "comments");
      assertThat(manifest.parts().stream().map(FeatureManifest.Part::name)).isSorted();
      List<String> rows = new ArrayList<>();
      for (FeatureManifest.Part part : manifest.parts()) {
        assertThat(folder.resolve(part.name())).hasSize(part.bytes());
        rows.addAll(rowsOf(folder.resolve(part.name())));
      }
      assertThat(rows).containsExactlyInAnyOrderElementsOf(expectedRows(day));
    }
  }

  private static List<String> expectedRows(int day) {
    return IntStream.range(0, HourlyFeatures.USERS)
        .mapToObj(
            user -> {
              long hour = day * 24L + HourlyFeatures.lastHour(user);
              return "user %d,%s,%s,%s"
                  .formatted(
                      user,
                      Instant.EPOCH.plus(Duration.ofHours(hour)),
                      (double) hour,
                      (double) user);
            })
        .toList();
  }

  private static List<String> rowsOf(Path part) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(part))) {
      List<String> lines = new String(in.readAllBytes(), UTF_8).lines().toList();
      assertThat(lines.get(0)).isEqualTo("user_id,window_end,views,comments");
      return lines.subList(1, lines.size());
    }
  }
}
