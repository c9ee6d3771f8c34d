package dev.scurry.job.daily;

import dev.scurry.job.config.Settings;
import dev.scurry.schema.DailyManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;

/**
 * The objects of distances that make up a day: all that others put into its folder, whatever their
 * names; where there are none, those of this job that its last manifest names, as written or as
 * read. What lies in folders below belongs to other days.
 */
final class DistanceInput {

  private final DayStore store;
  private final DistanceFolder folder;

  DistanceInput(DayStore store, DistanceFolder folder) {
    this.store = store;
    this.folder = folder;
  }

  /** Whether others gave the day's distances. */
  boolean isGiven() {
    return files().stream().anyMatch(file -> !folder.isOwn(path(file)));
  }

  /**
   * In the order of their names.
   *
   * @throws UnusableDayException if they can't be listed
   */
  DayInput find(DailyRequest request, Settings.Daily settings) {
    List<DayPart> parts = new ArrayList<>();
    for (FileStatus file : used(request)) {
      DayPart part = new DayPart(parts.size(), path(file), file.getLen(), ObjectTag.of(file));
      part.mostText = settings.mostText(part.bytes);
      parts.add(part);
    }
    return new DayInput(parts.toArray(DayPart[]::new), new String[0]);
  }

  /** Whether there is any. */
  boolean isThere(DailyRequest request) {
    return !used(request).isEmpty();
  }

  private List<FileStatus> used(DailyRequest request) {
    List<FileStatus> all = files();
    List<FileStatus> given = all.stream().filter(file -> !folder.isOwn(path(file))).toList();
    if (!given.isEmpty()) {
      return given;
    }
    Set<String> current = namedBy(DayPublisher.manifestPath(store.root(), request));
    return all.stream().filter(file -> current.contains(path(file))).toList();
  }

  private List<FileStatus> files() {
    try {
      return Arrays.stream(store.list(folder.path()))
          .filter(file -> !file.isDir())
          .sorted(Comparator.comparing(file -> file.getPath().getName(), KeyOrder.BY_UTF8))
          .toList();
    } catch (IOException e) {
      throw new UnusableDayException(
          "%s under %s can't be listed: %s".formatted(folder.path(), store.root(), e), e);
    }
  }

  private Set<String> namedBy(String manifest) {
    try {
      String path = store.relative(manifest);
      if (!store.exists(path)) {
        return Set.of();
      }
      DailyManifest last = ManifestFile.read(store, path);
      return Stream.concat(
              last.outputs().stream().map(DailyManifest.Output::path),
              last.inputs().stream().map(DailyManifest.Input::path))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UnusableDayException(
          "%s under %s can't be read: %s".formatted(manifest, store.root(), e), e);
    }
  }

  private String path(FileStatus file) {
    return folder.path() + "/" + file.getPath().getName();
  }
}
