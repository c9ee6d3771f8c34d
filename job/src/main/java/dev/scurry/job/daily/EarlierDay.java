package dev.scurry.job.daily;

import dev.scurry.clustering.ClusterIdentity;
import dev.scurry.schema.DailyLineage;
import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.StoragePaths;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;

/**
 * A day before this one that the daily job has a whole result of.
 *
 * @param ids of its segments
 * @param segments object of {@code segment,key}
 * @param noise object of {@code key}
 */
record EarlierDay(LocalDate day, ClusterIdentity ids, String segments, String noise) {

  private static final String LINEAGE = "/lineage-";

  static boolean hasManifest(DayStore store, LocalDate day) throws IOException {
    return store.exists(manifest(store, day));
  }

  /** Reads it; empty where it has no result, or one that is damaged or not whole. */
  static Optional<EarlierDay> of(DayStore store, LocalDate day) throws IOException {
    if (!hasManifest(store, day)) {
      return Optional.empty();
    }
    String path = manifest(store, day);
    try {
      DailyManifest manifest = WireFormat.decode(store.read(path), DailyManifest.class);
      return of(store, day, manifest.outputs() == null ? List.of() : manifest.outputs());
    } catch (UncheckedIOException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (IOException e) {
      return unlessRemoved(store, path, e);
    }
  }

  /** The highest next id of the lineages that lie in its folder, named or not; 0 without any. */
  static long nextIdLeft(DayStore store, LocalDate day) throws IOException {
    String folder = folder(store, day);
    long nextId = 0;
    for (FileStatus file : store.list(folder)) {
      String path = folder + "/" + file.getPath().getName();
      if (path.startsWith(folder + LINEAGE)) {
        nextId = Math.max(nextId, lineage(store, path).map(DailyLineage::nextSegment).orElse(0L));
      }
    }
    return nextId;
  }

  /** Whether one of its objects went while it was read. */
  boolean isRemoved(DayStore store) throws IOException {
    return !store.exists(segments) || !store.exists(noise);
  }

  private static Optional<EarlierDay> of(
      DayStore store, LocalDate day, List<DailyManifest.Output> outputs) throws IOException {
    String folder = folder(store, day);
    Optional<String> lineage = named(outputs, folder + LINEAGE);
    Optional<String> segments = named(outputs, folder + "/segments-");
    Optional<String> noise = named(outputs, folder + "/noise-");
    if (lineage.isEmpty() || segments.isEmpty() || noise.isEmpty()) {
      return Optional.empty();
    }
    if (!store.exists(segments.get()) || !store.exists(noise.get())) {
      return Optional.empty();
    }
    return lineage(store, lineage.get())
        .map(told -> new EarlierDay(day, ids(told), segments.get(), noise.get()));
  }

  /** Empty where it is none, is of a newer program, or is gone. */
  private static Optional<DailyLineage> lineage(DayStore store, String path) throws IOException {
    try {
      DailyLineage told = WireFormat.decode(store.read(path), DailyLineage.class);
      return Optional.of(told)
          .filter(lineage -> lineage.segments() != null)
          .filter(lineage -> lineage.format() <= WireFormat.VERSION);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (IOException e) {
      return unlessRemoved(store, path, e);
    }
  }

  private static <T> Optional<T> unlessRemoved(DayStore store, String path, IOException e)
      throws IOException {
    if (store.exists(path)) {
      throw e;
    }
    return Optional.empty();
  }

  private static String manifest(DayStore store, LocalDate day) {
    return folder(store, day) + "/manifest.json";
  }

  private static String folder(DayStore store, LocalDate day) {
    return store.relative(StoragePaths.reportsOf(store.root(), day.toString()));
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
