package dev.scurry.job.daily;

import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.StoragePaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.core.fs.FileStatus;

/**
 * What a day would be made of if it were run now: the distances of others, or the manifest of its
 * features. Two looks are equal if nothing has changed between them.
 *
 * @param files by name
 */
public record DayFiles(String day, List<DayFile> files) {

  private static final String DAY = "day=";

  /**
   * @param path below the root
   * @param etag null where the storage has none
   * @param changed milliseconds since 1970, by the storage's clock
   */
  public record DayFile(String path, long bytes, String etag, long changed) {

    private static DayFile of(String path, FileStatus file) {
      return new DayFile(path, file.getLen(), ObjectTag.of(file), file.getModificationTime());
    }
  }

  public DayFiles {
    files = List.copyOf(files);
  }

  /** The names of all days that have a folder, by name; a folder that names none is no day. */
  public static Set<String> days(DailyRequest model) throws IOException {
    DayStore store = new DayStore(model.root(), "reports");
    Set<String> days = new TreeSet<>();
    if (model.source() != DaySource.FEATURES) {
      addDays(store, model.distancesFolder(), days);
    }
    if (model.source() != DaySource.DISTANCES) {
      addDays(store, "features", days);
    }
    return days;
  }

  public static DayFiles of(DailyRequest request) throws IOException {
    DayStore store = new DayStore(request.root(), "reports");
    if (request.source() == DaySource.FEATURES) {
      return features(store, request);
    }
    DayFiles distances = distances(store, request);
    return distances.isEmpty() && request.source() == DaySource.AUTO
        ? features(store, request)
        : distances;
  }

  /** Whether a run would find something: with them, the pairs that this job has left itself. */
  public static boolean isInput(DailyRequest request) throws IOException {
    if (!of(request).isEmpty()) {
      return true;
    }
    DayStore store = new DayStore(request.root(), "reports");
    return request.source() == DaySource.DISTANCES
        && new DistanceInput(store, folder(store, request)).isThere(request);
  }

  public boolean isEmpty() {
    return files.isEmpty();
  }

  /** Milliseconds since 1970, by the storage's clock; 0 where there is nothing. */
  public long lastChange() {
    return files.stream().mapToLong(DayFile::changed).max().orElse(0);
  }

  /**
   * Whether the day's result was made of these: its manifest names the same objects with the same
   * sizes and etags, and is younger than those that have no etag. Of a manifest that is damaged
   * nothing is.
   */
  public boolean isDone(DailyRequest request) throws IOException {
    DayStore store = new DayStore(request.root(), "reports");
    String path = store.relative(DayPublisher.manifestPath(store.root(), request));
    try {
      return store.exists(path) && isOf(ManifestFile.read(store, path), path, store, request);
    } catch (UnusableDayException damaged) {
      return false;
    }
  }

  private boolean isOf(DailyManifest manifest, String path, DayStore store, DailyRequest request)
      throws IOException {
    long made = store.status(path).getModificationTime();
    Map<String, DailyManifest.Input> inputs = new HashMap<>();
    manifest.inputs().forEach(input -> inputs.put(input.path(), input));
    List<DayFile> objects = objects(store, request);
    return inputs.size() == objects.size()
        && objects.stream().allMatch(file -> isSame(file, inputs.get(file.path), made));
  }

  private static boolean isSame(DayFile file, DailyManifest.Input input, long made) {
    if (input == null || input.bytes() != file.bytes) {
      return false;
    }
    return file.etag == null ? file.changed < made : file.etag.equals(input.etag());
  }

  /** What the day's job reads: of features their parts, as old as their manifest. */
  private List<DayFile> objects(DayStore store, DailyRequest request) throws IOException {
    boolean given = files.size() != 1 || !files.get(0).path.equals(featureManifest(store, request));
    if (given) {
      return files;
    }
    String folder = store.relative(StoragePaths.featuresOf(store.root(), day));
    return DayInput.readManifest(store, files.get(0).path).parts().stream()
        .map(part -> new DayFile(folder + "/" + part.name(), part.bytes(), null, lastChange()))
        .toList();
  }

  private static void addDays(DayStore store, String folder, Set<String> days) throws IOException {
    for (FileStatus file : store.list(folder)) {
      String name = file.getPath().getName();
      if (file.isDir()
          && name.startsWith(DAY)
          && DailyRequest.isDay(name.substring(DAY.length()))) {
        days.add(name.substring(DAY.length()));
      }
    }
  }

  private static DayFiles features(DayStore store, DailyRequest request) throws IOException {
    String path = featureManifest(store, request);
    List<DayFile> files =
        store.exists(path) ? List.of(DayFile.of(path, store.status(path))) : List.of();
    return new DayFiles(request.day(), files);
  }

  private static String featureManifest(DayStore store, DailyRequest request) {
    return store.relative(StoragePaths.featureManifest(store.root(), request.day()));
  }

  private static DistanceFolder folder(DayStore store, DailyRequest request) {
    return new DistanceFolder(
        store.relative(
            StoragePaths.distancesOf(store.root(), request.distancesFolder(), request.day())));
  }

  private static DayFiles distances(DayStore store, DailyRequest request) throws IOException {
    DistanceFolder folder = folder(store, request);
    List<DayFile> files = new ArrayList<>();
    FileStatus[] found = store.list(folder.path());
    Arrays.sort(found, Comparator.comparing(file -> file.getPath().getName()));
    for (FileStatus file : found) {
      String path = folder.path() + "/" + file.getPath().getName();
      if (!file.isDir() && !folder.isOwn(path)) {
        files.add(DayFile.of(path, file));
      }
    }
    return new DayFiles(request.day(), files);
  }
}
