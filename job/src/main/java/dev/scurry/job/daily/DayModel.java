package dev.scurry.job.daily;

import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;

/** The stream's models below the root, and which of them is the day's. */
final class DayModel {

  private static final Pattern VERSION = Pattern.compile("v\\d{10,19}");

  private final DayStore store;
  private final String folder;

  /**
   * @param name of the models
   */
  DayModel(DayStore store, String name) {
    this.store = store;
    this.folder = "models/" + name;
  }

  /**
   * The last version that was trained through the day's end or less; empty where there is none.
   * Later versions are trained through later windows, so it is searched by halves.
   */
  Optional<ClusterModel> of(LocalDate day) throws IOException {
    Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    List<String> versions = versions();
    Optional<ClusterModel> last = Optional.empty();
    int from = 0;
    int to = versions.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      Optional<ClusterModel> model = read(versions.get(middle));
      if (model.isPresent() && isThrough(model.get(), end)) {
        last = model;
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return last;
  }

  /** Oldest first. */
  private List<String> versions() throws IOException {
    List<String> versions = new ArrayList<>();
    for (FileStatus file : store.list(folder)) {
      if (VERSION.matcher(file.getPath().getName()).matches()) {
        versions.add(file.getPath().getName());
      }
    }
    versions.sort(null);
    return versions;
  }

  /** Empty where it is not whole yet, or no model. */
  private Optional<ClusterModel> read(String version) throws IOException {
    String path = folder + "/" + version + "/model.json";
    try {
      return store.exists(path)
          ? Optional.of(WireFormat.decode(store.read(path), ClusterModel.class))
          : Optional.empty();
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static boolean isThrough(ClusterModel model, Instant end) {
    try {
      return model.trainedThrough() != null
          && model.format() <= WireFormat.VERSION
          && !Instant.parse(model.trainedThrough()).isAfter(end);
    } catch (DateTimeException e) {
      return false;
    }
  }
}
