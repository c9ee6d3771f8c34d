package dev.scurry.job.daily;

import dev.scurry.clustering.Succession;
import dev.scurry.job.daily.report.SegmentFlows;
import dev.scurry.schema.DailyLineage;
import java.io.EOFException;
import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * The day's segments, followed from the earlier day by the users of both. Days further apart than
 * {@link #FARTHEST} have nothing in common but that no id is used twice.
 */
final class SegmentTracing {

  /** Days. */
  static final int FARTHEST = 31;

  private final DayStore store;
  private final KeyIndex index;
  private final int[] labels;
  private final int clusters;

  SegmentTracing(DayStore store, KeyIndex index, DayClusters clusters) {
    this.store = store;
    this.index = index;
    this.clusters = clusters.count();
    this.labels = clusters.labels();
  }

  /**
   * Follows them.
   *
   * @param day as its folder is called
   * @param date null where that is no date: then nothing is earlier
   */
  DailyLineage trace(String day, LocalDate date) throws IOException {
    Optional<EarlierDay> earlier = date == null ? Optional.empty() : EarlierDay.before(store, date);
    if (earlier.isEmpty()) {
      return SegmentFlows.first(day, labels, clusters, 0);
    }
    if (ChronoUnit.DAYS.between(earlier.get().day(), date) > FARTHEST) {
      return SegmentFlows.first(day, labels, clusters, earlier.get().ids().nextId());
    }
    try {
      return follow(day, earlier.get());
    } catch (ZipException | EOFException e) {
      return SegmentFlows.first(day, labels, clusters, earlier.get().ids().nextId());
    }
  }

  private DailyLineage follow(String day, EarlierDay earlier) throws IOException {
    SegmentFlows flows = new SegmentFlows(earlier.ids(), labels, clusters);
    long[] ids = earlier.ids().ids();
    Map<String, Integer> rows = new HashMap<>();
    for (int row = 0; row < ids.length; row++) {
      rows.put(String.valueOf(ids[row]), row);
    }
    readSegments(earlier.segments(), rows, flows);
    readNoise(earlier.noise(), flows);
    return flows.lineage(day, earlier.day().toString());
  }

  private void readSegments(String path, Map<String, Integer> rows, SegmentFlows flows)
      throws IOException {
    try (CsvRows csv = CsvRows.ofGzip(store.open(path))) {
      csv.next(); // header
      for (CsvRow row = csv.next(); row != null; row = csv.next()) {
        List<String> fields = row.fields();
        Integer segment = fields == null || fields.size() != 2 ? null : rows.get(fields.get(0));
        if (segment != null) {
          flows.was(index.find(fields.get(1)), segment);
        }
      }
    }
  }

  private void readNoise(String path, SegmentFlows flows) throws IOException {
    try (CsvRows csv = CsvRows.ofGzip(store.open(path))) {
      csv.next(); // header
      for (CsvRow row = csv.next(); row != null; row = csv.next()) {
        if (row.fields() != null && row.fields().size() == 1) {
          flows.was(index.find(row.fields().get(0)), Succession.NONE);
        }
      }
    }
  }
}
