package dev.scurry.job.daily;

import dev.scurry.clustering.ClusterIdentity;
import dev.scurry.schema.DailyLineage;
import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.StoragePaths;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;

/**
 * The last day before this one that the daily job has a whole result of.
 *
 * @param ids of its segments
 * @param segments object of {@code segment,key}
 * @param noise object of {@code key}
 */
record EarlierDay(LocalDate day, ClusterIdentity ids, String segments, String noise) {

  private static final String FOLDER = "day=";

  /**
   * Finds it; empty where there is none. A day whose manifest or lineage can't be read is passed
   * over.
   */
  static Optional<EarlierDay> before(DayStore store, LocalDate day) throws IOException {
    for (LocalDate earlier : daysBefore(store, day)) {
      Optional<EarlierDay> found = of(store, earlier);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Latest first. */
  private static List<LocalDate> daysBefore(DayStore store, LocalDate day) throws IOException {
    List<LocalDate> days = new ArrayList<>();
    for (FileStatus file : store.list("reports")) {
      dateOf(file.getPath().getName()).filter(date -> date.isBefore(day)).ifPresent(days::add);
    }
    days.sort(Comparator.reverseOrder());
    return days;
  }

  private static Optional<LocalDate> dateOf(String folder) {
    try {
      return folder.startsWith(FOLDER)
          ? Optional.of(LocalDate.parse(folder.substring(FOLDER.length())))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<EarlierDay> of(DayStore store, LocalDate day) throws IOException {
    String folder = store.relative(StoragePaths.reportsOf(store.root(), day.toString()));
    String path = folder + "/manifest.json";
    if (!store.exists(path)) {
      return Optional.empty();
    }
    try {
      DailyManifest manifest = WireFormat.decode(store.read(path), DailyManifest.class);
      return of(store, day, folder, manifest.outputs() == null ? List.of() : manifest.outputs());
    } catch (UncheckedIOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<EarlierDay> of(
      DayStore store, LocalDate day, String folder, List<DailyManifest.Output> outputs)
      throws IOException {
    Optional<String> lineage = named(outputs, folder + "/lineage-");
    Optional<String> segments = named(outputs, folder + "/segments-");
    Optional<String> noise = named(outputs, folder + "/noise-");
    if (lineage.isEmpty() || segments.isEmpty() || noise.isEmpty()) {
      return Optional.empty();
    }
    for (String object : List.of(lineage.get(), segments.get(), noise.get())) {
      if (!store.exists(object)) {
        return Optional.empty();
      }
    }
    DailyLineage told = WireFormat.decode(store.read(lineage.get()), DailyLineage.class);
    return told.segments() == null || told.format() > WireFormat.VERSION
        ? Optional.empty()
        : Optional.of(new EarlierDay(day, ids(told), segments.get(), noise.get()));
  }

  private static ClusterIdentity ids(DailyLineage lineage) {
    long[] ids =
        lineage.segments().stream()
            .filter(segment -> segment.cluster() != null)
            .mapToLong(DailyLineage.Segment::segment)
            .toArray();
    return new ClusterIdentity(ids, lineage.nextSegment());
  }

  private static Optional<String> named(List<DailyManifest.Output> outputs, String prefix) {
    return outputs.stream()
        .map(DailyManifest.Output::path)
        .filter(path -> path.startsWith(prefix))
        .findFirst();
  }
}
