package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedFeaturesTest {

  private static final DayPart[] PARTS = {new DayPart(0, "a", 1), new DayPart(1, "b", 1)};

  @TempDir Path temporary;

  @RepeatedTest(10)
  void copyTo_writesInTheOrderOfTheFiles(RepetitionInfo repetition) throws IOException {
    List<FeatureRow> rows = new ArrayList<>();
    StringBuilder expected = new StringBuilder();
    for (int at = 0; at < 24; at++) {
      int place = at / 12;
      long line = 2 + at % 12;
      RowProblem problem = at % 3 == 0 ? RowProblem.NUMBER : RowProblem.REPEATED_USER;
      rows.add(row(place, line, problem, "x".repeat(300) + at));
      expected.append(
          "%s,%d,%s,%s%d\r\n"
              .formatted(PARTS[place].path, line, problem.word(), "x".repeat(300), at));
    }
    Collections.shuffle(rows, new Random(repetition.getCurrentRepetition()));

    try (RejectedFeatures rejected = new RejectedFeatures(PARTS, temporary)) {
      for (FeatureRow row : rows) {
        rejected.add(row);
      }
      assertThat(rejected.byReason()).isEqualTo(Map.of("number", 8L, "repeated-user", 16L));
      assertThat(rejected.sample())
          .extracting(row -> row.path() + row.line())
          .containsExactly("a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10", "a11");
      assertThat(rejected.sample()).allMatch(row -> row.text().equals("x".repeat(200)));
      assertThat(written(rejected)).isEqualTo(expected.toString());
    }
  }

  @Test
  void add_keepsNoTextInMemoryAndCloseLeavesNoFile() throws IOException {
    FeatureRow row = row(0, 2, RowProblem.COLUMNS, "x".repeat(1 << 20));
    try (RejectedFeatures rejected = new RejectedFeatures(PARTS, temporary)) {
      rejected.add(row);
      assertThat(row.text).hasSize(200);
    }
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  private String written(RejectedFeatures rejected) throws IOException {
    DayStore store = new DayStore(temporary.resolve("root").toUri().toString(), "reports");
    try (Spool spool = Spool.in(temporary)) {
      rejected.copyTo(spool);
      String path = spool.publishHashed(store, "reports/rejected").path();
      try (InputStream text = new GZIPInputStream(store.open(path))) {
        return new String(text.readAllBytes(), UTF_8);
      }
    }
  }

  private static FeatureRow row(int place, long line, RowProblem problem, String text) {
    FeatureRow row = new FeatureRow();
    row.place = place;
    row.line = line;
    row.text = text;
    return row.reject(problem);
  }
}
