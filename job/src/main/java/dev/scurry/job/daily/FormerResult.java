package dev.scurry.job.daily;

import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;

/**
 * The result that a run replaces. What it named goes, as does what runs without an end have left a
 * day ago; younger objects may be those of a run that is still under way.
 *
 * @param named paths below the root
 * @param made milliseconds since 1970, by the storage's clock
 */
record FormerResult(Set<String> named, long made) {

  private static final long LEFT_OVER_MS = Duration.ofDays(1).toMillis();
  private static final FormerResult NONE = new FormerResult(Set.of(), 0);

  FormerResult {
    named = Set.copyOf(named);
  }

  /**
   * Names nothing where there is no manifest, or none that can be read.
   *
   * @param manifest its path below the root
   */
  static FormerResult of(DayStore store, String manifest) throws IOException {
    if (!store.exists(manifest)) {
      return NONE;
    }
    long made = store.status(manifest).getModificationTime();
    try {
      return new FormerResult(
          namedBy(WireFormat.decode(store.read(manifest), DailyManifest.class)), made);
    } catch (UncheckedIOException e) {
      return NONE;
    }
  }

  /** What a run wrote, and what it read: its distances may be this job's own. */
  static Set<String> namedBy(DailyManifest manifest) {
    return Stream.concat(
            orNone(manifest.outputs()).map(DailyManifest.Output::path),
            orNone(manifest.inputs()).map(DailyManifest.Input::path))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static <T> Stream<T> orNone(List<T> list) {
    return list == null ? Stream.empty() : list.stream().filter(Objects::nonNull);
  }

  /**
   * Removes from a folder what is superseded.
   *
   * @param isOwn of a path below the root: whether the object is this job's
   * @param current paths that stay
   * @param now as {@code made}
   */
  void deleteFrom(
      String folder, Predicate<String> isOwn, Collection<String> current, DayStore store, long now)
      throws IOException {
    for (FileStatus file : store.list(folder)) {
      String object = folder + "/" + file.getPath().getName();
      long changed = file.getModificationTime();
      boolean over = named.contains(object) && changed <= made || changed < now - LEFT_OVER_MS;
      if (over && !file.isDir() && isOwn.test(object) && !current.contains(object)) {
        store.delete(object);
      }
    }
  }
}
