package dev.scurry.job.daily;

import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.StoragePaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.core.fs.FileStatus;

/** What the daily job made of a day: to be removed where it names a forgotten user. */
final class DayResults {

  private static final String ROWS = ".csv.gz";

  private final DayStore store;
  private final ForgottenRows users;
  private final DistanceFolder distances;
  private final String reports;
  private final String manifest;
  private final String clusters;

  DayResults(DayStore store, DailyRequest request, ForgottenRows users) {
    String day = request.day();
    this.store = store;
    this.users = users;
    this.distances =
        new DistanceFolder(
            store.relative(StoragePaths.distancesOf(store.root(), request.distancesFolder(), day)));
    this.reports = store.relative(StoragePaths.reportsOf(store.root(), day));
    this.manifest = reports + "/manifest.json";
    this.clusters =
        store.relative(StoragePaths.clustersOf(store.root(), request.clustersFolder(), day));
  }

  /**
   * Removes everything of the day's results, the manifest last, if they name a user.
   *
   * @param stale they do not belong to the features any more, whomever they name
   * @return whether there was something to remove
   */
  boolean remove(boolean stale) throws IOException {
    List<String> objects = objects();
    if (objects.isEmpty() || !(stale || isCutShort() || nameAUser(objects))) {
      return false;
    }
    for (String object : objects) {
      store.delete(object);
    }
    return true;
  }

  /** Objects of others beside the distances that name a user. */
  List<String> left() throws IOException {
    List<String> left = new ArrayList<>();
    for (String object : rowsIn(distances.path())) {
      if (!distances.isOwn(object) && users.areIn(object)) {
        left.add(object);
      }
    }
    return left;
  }

  /** All that is the daily job's own, in the order in which it goes. */
  private List<String> objects() throws IOException {
    List<String> objects = new ArrayList<>(rowsIn(distances.path()));
    objects.removeIf(object -> !distances.isOwn(object));
    objects.addAll(rowsIn(reports));
    objects.addAll(pagesIn(reports));
    if (store.exists(clusters)) {
      objects.add(clusters);
    }
    if (store.exists(manifest)) {
      objects.add(manifest);
    }
    return objects;
  }

  private List<String> rowsIn(String folder) throws IOException {
    return objectsIn(folder, name -> name.endsWith(ROWS));
  }

  /** What the report says of users in other forms than rows. */
  private List<String> pagesIn(String folder) throws IOException {
    return objectsIn(folder, DayReporter::isPage);
  }

  private List<String> objectsIn(String folder, Predicate<String> taken) throws IOException {
    List<String> objects = new ArrayList<>();
    for (FileStatus file : store.list(folder)) {
      if (!file.isDir() && taken.test(file.getPath().getName())) {
        objects.add(folder + "/" + file.getPath().getName());
      }
    }
    return objects;
  }

  private boolean nameAUser(List<String> objects) throws IOException {
    for (String object : objects) {
      boolean named =
          object.endsWith(ROWS)
              ? users.areIn(object)
              : users.areNamedIn(new String(store.read(object), StandardCharsets.UTF_8));
      if (named) {
        return true;
      }
    }
    return false;
  }

  /** A removal that did not come to its end has left a manifest of what is not there. */
  private boolean isCutShort() throws IOException {
    if (!store.exists(manifest)) {
      return false;
    }
    DailyManifest told = ManifestFile.read(store, manifest);
    for (DailyManifest.Output output : told.outputs()) {
      if (!store.exists(output.path())) {
        return true;
      }
    }
    return false;
  }
}
