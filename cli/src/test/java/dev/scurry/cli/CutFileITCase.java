package dev.scurry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file whose end is missing. */
class CutFileITCase {

  @TempDir Path folder;

  @Test
  void whatCameBeforeTheCutIsCounted_andTheCutIsSaid() throws Exception {
    Path whole = zipped(String.join("\n", new HourlyEvents(10).through(3)));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.jsonl.gz"), Arrays.copyOf(bytes, bytes.length / 2));
    Path output = folder.resolve("output");

    List<String> arguments = new ArrayList<>(List.of("stream", "--input", cut.toString()));
    arguments.addAll(List.of("--output", output.toString()));
    arguments.addAll(HourlyEvents.SETTINGS);
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("files that could not be read to their end: 1;");
    assertThat(run.result().get("dead_letters").asLong()).isEqualTo(1);
    assertThat(run.result().get("events_in").asLong())
        .isEqualTo(run.result().get("events_in_features").asLong() + 1)
        .isGreaterThan(100);
    assertThat(Files.readAllLines(output.resolve("dead-letter.jsonl")))
        .singleElement()
        .asString()
        .contains("unreadable-input", "cut.jsonl.gz");
  }

  private Path zipped(String text) throws IOException {
    Path file = folder.resolve("whole.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(UTF_8));
    }
    return file;
  }
}
