package dev.scurry.job.daily;

import dev.scurry.schema.FeatureManifest;
import dev.scurry.schema.StoragePaths;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.util.Collector;

/**
 * The objects that make up the day, as its manifest names them. A Flink POJO.
 *
 * <p>A day without a manifest is not finished and is refused, unless a partial day is allowed: then
 * every {@code *.csv.gz} in its folder counts.
 */
public class DayInput implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final List<String> FIRST_COLUMNS = List.of("user_id", "window_end");

  public DayPart[] parts;

  /** Header of every part. */
  public String[] columns;

  public DayInput() {}

  DayInput(DayPart[] parts, String[] columns) {
    this.parts = parts;
    this.columns = columns;
  }

  /** Names of the features, in the order of the columns. */
  List<String> features() {
    return Arrays.asList(columns).subList(FIRST_COLUMNS.size(), columns.length);
  }

  void eachPart(Collector<DayPart> out) {
    Arrays.stream(parts).forEach(out::collect);
  }

  /**
   * @throws UnusableDayException if the day has no manifest, or it names what is not there
   */
  static DayInput find(DayStore store, DailyRequest request) {
    String day = request.day();
    String folder = store.relative(StoragePaths.featuresOf(store.root(), day));
    String manifest = store.relative(StoragePaths.featureManifest(store.root(), day));
    try {
      if (store.exists(manifest)) {
        return named(store, folder, readManifest(store, manifest));
      }
      if (request.allowPartial()) {
        return listed(store, folder);
      }
    } catch (IOException e) {
      throw new UnusableDayException(
          "the features of %s under %s can't be read: %s".formatted(day, store.root(), e), e);
    }
    throw new UnusableDayException(
        "the day %s is not complete: there is no %s under %s"
            .formatted(day, manifest, store.root()));
  }

  /**
   * @throws UnusableDayException if it is none, or of a newer program
   */
  static FeatureManifest readManifest(DayStore store, String path) throws IOException {
    FeatureManifest manifest;
    try {
      manifest = WireFormat.decode(store.read(path), FeatureManifest.class);
    } catch (UncheckedIOException e) {
      throw new UnusableDayException(path + " is " + e.getMessage(), e);
    }
    if (manifest.format() > WireFormat.VERSION) {
      throw new UnusableDayException(
          "%s has format %d, newer than this program's %d"
              .formatted(path, manifest.format(), WireFormat.VERSION));
    }
    if (manifest.parts() == null || manifest.columns() == null) {
      throw new UnusableDayException(path + " lacks its parts or columns");
    }
    checkColumns(path, manifest.columns());
    return manifest;
  }

  static void checkColumns(String path, List<String> columns) {
    if (columns.size() < 2 || !columns.subList(0, 2).equals(FIRST_COLUMNS)) {
      throw new UnusableDayException(
          path + " has the columns " + columns + ", which don't begin with " + FIRST_COLUMNS);
    }
  }

  private static DayInput named(DayStore store, String folder, FeatureManifest manifest)
      throws IOException {
    List<DayPart> parts = new ArrayList<>();
    for (FeatureManifest.Part part : sorted(manifest.parts())) {
      String path = folder + "/" + part.name();
      FileStatus file = checkThere(store, path, part.bytes());
      parts.add(new DayPart(parts.size(), path, part.bytes(), ObjectTag.of(file)));
    }
    return new DayInput(parts.toArray(DayPart[]::new), manifest.columns().toArray(String[]::new));
  }

  private static List<FeatureManifest.Part> sorted(List<FeatureManifest.Part> parts) {
    return parts.stream()
        .sorted(Comparator.comparing(FeatureManifest.Part::name, KeyOrder.BY_UTF8))
        .toList();
  }

  private static FileStatus checkThere(DayStore store, String path, long bytes) throws IOException {
    if (!store.exists(path)) {
      throw new UnusableDayException("the day's manifest names " + path + ", which is not there");
    }
    FileStatus file = store.status(path);
    if (file.getLen() != bytes) {
      throw new UnusableDayException(
          "%s has %d bytes; the day's manifest says %d".formatted(path, file.getLen(), bytes));
    }
    return file;
  }

  private static DayInput listed(DayStore store, String folder) throws IOException {
    List<DayPart> parts = new ArrayList<>();
    for (FileStatus file : sortedByName(store.list(folder))) {
      if (file.getPath().getName().endsWith(".csv.gz") && !file.isDir()) {
        String path = folder + "/" + file.getPath().getName();
        parts.add(new DayPart(parts.size(), path, file.getLen(), ObjectTag.of(file)));
      }
    }
    return new DayInput(parts.toArray(DayPart[]::new), columnsOfFirst(store, parts));
  }

  private static FileStatus[] sortedByName(FileStatus[] files) {
    FileStatus[] sorted = files.clone();
    Arrays.sort(sorted, Comparator.comparing(f -> f.getPath().getName(), KeyOrder.BY_UTF8));
    return sorted;
  }

  /** Without a manifest the first part's header says what the columns are. */
  private static String[] columnsOfFirst(DayStore store, List<DayPart> parts) throws IOException {
    if (parts.isEmpty()) {
      return FIRST_COLUMNS.toArray(String[]::new);
    }
    String path = parts.get(0).path;
    try (CsvRows rows = CsvRows.ofGzip(store.open(path))) {
      CsvRow header = rows.next();
      if (header == null || header.fields() == null) {
        throw new UnusableDayException(path + " has no header");
      }
      checkColumns(path, header.fields());
      return header.fields().toArray(String[]::new);
    }
  }
}
