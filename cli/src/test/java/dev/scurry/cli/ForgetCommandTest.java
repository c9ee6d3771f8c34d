package dev.scurry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.schema.FeatureManifest;
import dev.scurry.schema.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgetCommandTest {

  @TempDir Path folder;

  @Test
  void forget_severalUsersOfSeveralDays_tellsWhatItDid() throws IOException {
    day("2026-01-01", "ann", "bob", "cat");
    day("2026-01-03", "bob", "dan");

    CommandRun run =
        CommandRun.of(
            "forget",
            "--root",
            folder.toString(),
            "--day",
            "2026-01-01",
            "--to",
            "2026-01-03",
            "--user",
            "bob",
            "cat");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualToIgnoringNewLines(
            "{\"days\":[\"2026-01-01\",\"2026-01-03\"],\"rows\":3,\"not_there\":[\"2026-01-02\"],"
                + "\"run_again\":[],\"left\":[]}");
    assertThat(rows("2026-01-01")).contains("ann,").doesNotContain("bob", "cat");
    assertThat(rows("2026-01-03")).contains("dan,").doesNotContain("bob");
    assertThat(run.err()).doesNotContain("bob");
  }

  @Test
  void forget_underPseudonyms_findsTheUserByBothHisNames() throws IOException {
    day("2026-01-01", "alice", "Qz3rRUZ-TlPbq6WUyIvDog", "bob");

    CommandRun run =
        CommandRun.of(
            "forget",
            "--root",
            folder.toString(),
            "--day",
            "2026-01-01",
            "--user",
            "alice",
            "-D",
            "privacy.pseudonymise=true",
            "-D",
            "privacy.key=0123456789abcdef0123456789abcdef");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.result().get("rows").asLong()).isEqualTo(2);
    assertThat(rows("2026-01-01")).contains("bob,").doesNotContain("alice", "Qz3r");
  }

  @Test
  void forget_lastDayBeforeTheFirst_isWrongUsage() {
    CommandRun run =
        CommandRun.of(
            "forget",
            "--root",
            folder.toString(),
            "--day",
            "2026-01-02",
            "--to",
            "2026-01-01",
            "--user",
            "bob");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0)).isEqualTo("scurry: --to lies before --day");
  }

  @Test
  void forget_rootThatIsNotThere_isWrongUsage_andNothingIsMade() {
    Path root = folder.resolve("nowhere");
    CommandRun run =
        CommandRun.of("forget", "--root", root.toString(), "--day", "2026-01-02", "--user", "bob");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0)).isEqualTo("scurry: --root: there is no folder " + root);
    assertThat(root).doesNotExist();
  }

  @Test
  void forget_dayThatIsNotStored_isDone() throws IOException {
    CommandRun run =
        CommandRun.of(
            "forget", "--root", folder.toString(), "--day", "2026-01-02", "--user", "bob");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.result().get("not_there").get(0).asText()).isEqualTo("2026-01-02");
  }

  private void day(String day, String... users) throws IOException {
    Path features = Files.createDirectories(folder.resolve("features/day=" + day));
    StringBuilder rows = new StringBuilder("user_id,window_end,views\n");
    for (String user : users) {
      rows.append(user).append(',').append(day).append("T10:00:00Z,1.0\n");
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(rows.toString().getBytes(UTF_8));
    }
    Files.write(features.resolve("a.csv.gz"), packed.toByteArray());
    FeatureManifest manifest =
        new FeatureManifest(
            day,
            List.of("user_id", "window_end", "views"),
            List.of(new FeatureManifest.Part("a.csv.gz", packed.size())),
            null,
            1);
    Files.write(features.resolve("_manifest.json"), WireFormat.encode(manifest));
  }

  private String rows(String day) throws IOException {
    StringBuilder rows = new StringBuilder();
    try (Stream<Path> files = Files.list(folder.resolve("features/day=" + day))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".gz")).toList()) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
          rows.append(new String(in.readAllBytes(), UTF_8));
        }
      }
    }
    return rows.toString();
  }
}
