package dev.scurry.job.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedLinesTest {
  @TempDir Path folder;
  @TempDir Path temporary;

  @Test
  void merge_sortsAcrossFilesAndKeepsEqualLines() throws IOException {
    Path first = Files.writeString(folder.resolve("a"), "d\nb\né\n");
    Path second = Files.writeString(folder.resolve("b"), "c\nb\n");
    Path target = folder.resolve("target");

    SortedLines.merge(List.of(first, second), target, temporary);

    assertThat(target).hasContent("b\nb\nc\nd\né\n");
    assertThat(Files.size(target)).isEqualTo(11);
  }

  @Test
  void merge_givesEmptyFileForNoFiles() throws IOException {
    Path target = folder.resolve("target");

    SortedLines.merge(List.of(), target, temporary);

    assertThat(target).isEmptyFile();
  }

  @Test
  void merge_sortsMoreThanFitsInMemory() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      lines.add(String.format("%08d", i));
    }
    List<String> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, new Random(7));
    Path source = Files.write(folder.resolve("source"), shuffled);
    Path target = folder.resolve("target");

    SortedLines.merge(List.of(source), target, temporary, 100_000);

    assertThat(Files.readAllLines(target)).isEqualTo(lines);
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }
}
