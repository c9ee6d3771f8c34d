package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.scurry.schema.DailyManifest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * The rows of the day's features that are not used, in any order: counted by reason, the first of
 * them, and all as rows of the rejected file. Their text waits in a temporary local file.
 */
final class RejectedFeatures implements Closeable {

  private final DayPart[] parts;
  private final RejectedLog log;
  private final Map<String, Long> byReason = new TreeMap<>();
  private final PriorityQueue<FeatureRow> first =
      new PriorityQueue<>(UserRanking.BY_PLACE.reversed());

  /**
   * @param parts by place
   * @param temporary local folder
   */
  RejectedFeatures(DayPart[] parts, Path temporary) throws IOException {
    this.parts = parts.clone();
    this.log = RejectedLog.in(temporary);
  }

  /** Takes a row, whose text is cut. */
  void add(FeatureRow row) throws IOException {
    byReason.merge(row.problem, 1L, Long::sum);
    String line =
        "%s,%d,%s,%s\r\n"
            .formatted(
                CsvText.quoted(pathOf(row)), row.line, row.problem, CsvText.quoted(row.text));
    log.add(row.place, row.line, line.getBytes(UTF_8), 1);
    row.text = RejectedRows.beginning(row.text);
    first.add(row);
    if (first.size() > RejectedRows.SAMPLE) {
      first.remove();
    }
  }

  Map<String, Long> byReason() {
    return byReason;
  }

  /** The first of them, in the order of the files. */
  List<DailyManifest.RejectedRow> sample() {
    return first.stream()
        .sorted(UserRanking.BY_PLACE)
        .map(row -> new DailyManifest.RejectedRow(pathOf(row), row.line, row.problem, row.text))
        .toList();
  }

  /** Writes all rows, in the order of the files. */
  void copyTo(Spool spool) throws IOException {
    log.copyTo(spool);
  }

  @Override
  public void close() throws IOException {
    log.close();
  }

  private String pathOf(FeatureRow row) {
    return parts[row.place].path;
  }
}
