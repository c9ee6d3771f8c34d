package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.scurry.job.pairs.LineProblem;
import dev.scurry.job.pairs.LineRejection;
import dev.scurry.schema.DailyManifest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The lines of an object that are no pairs: counted by reason, and as rows of the rejected file.
 */
final class RejectedRows implements LineRejection {

  static final int SAMPLE = 10;
  private static final int SAMPLE_TEXT = 200;
  private static final int BYTES_OF_A_FINDING = 1 << 15;

  private final DayPart object;
  private final Consumer<Finding> taker;
  private final Map<String, Long> byReason = new TreeMap<>();
  private final List<DailyManifest.RejectedRow> sample = new ArrayList<>();
  private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
  private int count;

  RejectedRows(DayPart object, Consumer<Finding> taker) {
    this.object = object;
    this.taker = taker;
  }

  @Override
  public void add(long line, LineProblem problem, byte[] bytes, int from, int end) {
    String text = new String(bytes, from, end - from, UTF_8);
    byReason.merge(problem.word(), 1L, Long::sum);
    if (sample.size() < SAMPLE) {
      sample.add(new DailyManifest.RejectedRow(object.path, line, problem.word(), beginning(text)));
    }
    rows.writeBytes(
        "%s,%d,%s,%s\r\n"
            .formatted(CsvText.quoted(object.path), line, problem.word(), CsvText.quoted(text))
            .getBytes(UTF_8));
    count++;
    if (rows.size() >= BYTES_OF_A_FINDING) {
      flush();
    }
  }

  /** Passes on what is left. */
  void flush() {
    if (count > 0) {
      taker.accept(Finding.ofRejected(object.place, rows.toByteArray(), count));
      rows.reset();
      count = 0;
    }
  }

  Map<String, Long> byReason() {
    return byReason;
  }

  /** The first of them. */
  List<DailyManifest.RejectedRow> sample() {
    return sample;
  }

  static String beginning(String text) {
    int end =
        text.offsetByCodePoints(0, Math.min(SAMPLE_TEXT, text.codePointCount(0, text.length())));
    return text.substring(0, end);
  }
}
