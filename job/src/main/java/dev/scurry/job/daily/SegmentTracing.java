package dev.scurry.job.daily;

import dev.scurry.clustering.ClusterIdentity;
import dev.scurry.clustering.Succession;
import dev.scurry.job.daily.report.SegmentFlows;
import dev.scurry.schema.DailyLineage;
import java.io.EOFException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/**
 * The day's segments, followed from the earlier day by the users of both. Days further apart than
 * {@link EarlierDays#FARTHEST} have nothing in common but that ids go on counting.
 */
final class SegmentTracing {

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
   * @param missing is told, under {@code lineage}, of earlier days that can't be followed
   */
  DailyLineage trace(String day, LocalDate date, Map<String, String> missing) throws IOException {
    if (date == null) {
      return SegmentFlows.first(day, labels, clusters, 0);
    }
    EarlierDays before = EarlierDays.before(store, date);
    List<LocalDate> damaged = new ArrayList<>(before.damaged());
    Optional<DailyLineage> followed = Optional.empty();
    if (before.last() != null && !EarlierDays.isFar(before.last().day(), date)) {
      followed = follow(day, before);
      if (followed.isEmpty()) {
        damaged.add(before.last().day());
      }
    }
    if (!damaged.isEmpty()) {
      missing.put("lineage", "not followed from damaged results: " + words(damaged));
    }
    return followed.orElseGet(() -> SegmentFlows.first(day, labels, clusters, before.nextId()));
  }

  private static String words(List<LocalDate> days) {
    return days.stream().map(LocalDate::toString).collect(Collectors.joining(", "));
  }

  /** Empty where the earlier day's objects are damaged, or went while they were read. */
  private Optional<DailyLineage> follow(String day, EarlierDays before) throws IOException {
    EarlierDay last = before.last();
    try {
      return Optional.of(follow(day, last, before.nextId()));
    } catch (ZipException | EOFException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (last.isRemoved(store)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private DailyLineage follow(String day, EarlierDay earlier, long nextId) throws IOException {
    long[] ids = earlier.ids().ids();
    SegmentFlows flows = new SegmentFlows(new ClusterIdentity(ids, nextId), labels, clusters);
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
