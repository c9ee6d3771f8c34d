package dev.scurry.job.daily;

import dev.scurry.job.config.Settings;
import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.StoragePaths;
import dev.scurry.schema.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the day's result: clusters, noise, users without a pair, and the manifest when all else is
 * there. Every object is put in one step and nothing is deleted before the manifest.
 */
final class DayPublisher implements Serializable {
  private static final long serialVersionUID = 1L;

  private final DayStore store;
  private final DailyRequest request;
  private final DistanceFolder distances;
  private final Settings.Daily settings;
  private final DayInput input;
  private final DayReporter reporter;

  DayPublisher(
      DayStore store,
      DailyRequest request,
      DistanceFolder distances,
      Settings.Daily settings,
      DayInput input,
      DayReporter reporter) {
    this.store = store;
    this.request = request;
    this.distances = distances;
    this.settings = settings;
    this.input = input;
    this.reporter = reporter;
  }

  /**
   * @param temporary local folder
   */
  DailyManifest publish(DayOutcome outcome, Path temporary) throws IOException {
    DayClusters clusters = new DayClusters(outcome.labels());
    outcome.add(writeAlone(outcome, temporary));
    outcome.add(writeNoise(outcome, clusters, temporary));
    outcome.add(writeClusters(outcome, clusters, temporary));
    reporter
        .write(outcome.keys(), clusters, outcome.facts().rejected(), parameters(), temporary)
        .forEach(outcome::add);
    DailyManifest manifest = manifest(outcome, clusters);
    store.put(
        store.relative(manifestPath(store.root(), request)),
        new ByteArrayInputStream(WireFormat.encode(manifest)));
    distances.deleteAllBut(
        manifest.outputs().stream().map(DailyManifest.Output::path).toList(), store);
    return manifest;
  }

  static String manifestPath(String root, DailyRequest request) {
    return StoragePaths.reportsOf(root, request.day()) + "/manifest.json";
  }

  private DailyManifest.Output writeAlone(DayOutcome outcome, Path temporary) throws IOException {
    String[] keys = outcome.keys();
    try (Spool spool = Spool.in(temporary)) {
      for (int rank = 0; rank < keys.length; rank++) {
        if (!outcome.isNamed(rank) && DistanceLines.canName(keys[rank])) {
          spool.row(DistanceLines.alone(keys[rank]));
        }
      }
      return spool.publish(store, distances.alone());
    }
  }

  private DailyManifest.Output writeNoise(DayOutcome outcome, DayClusters clusters, Path temporary)
      throws IOException {
    String[] keys = outcome.keys();
    try (Spool spool = Spool.in(temporary)) {
      spool.header("key\r\n");
      for (int rank = 0; rank < keys.length; rank++) {
        if (clusters.isNoise(rank)) {
          spool.row(CsvText.quoted(keys[rank]) + "\r\n");
        }
      }
      String reports = StoragePaths.reportsOf(store.root(), request.day());
      return spool.publishHashed(store, store.relative(reports) + "/noise");
    }
  }

  private DailyManifest.Output writeClusters(
      DayOutcome outcome, DayClusters clusters, Path temporary) throws IOException {
    try (Spool spool = Spool.in(temporary)) {
      spool.header("cluster,key\r\n");
      for (int rank : clusters.ranks()) {
        spool.row(clusters.label(rank) + "," + CsvText.quoted(outcome.keys()[rank]) + "\r\n");
      }
      String path = StoragePaths.clustersOf(store.root(), request.clustersFolder(), request.day());
      return spool.publish(store, store.relative(path));
    }
  }

  private DailyManifest manifest(DayOutcome outcome, DayClusters clusters) {
    return new DailyManifest(
        request.day(),
        SoftwareVersion.get(),
        Arrays.stream(input.parts).map(p -> new DailyManifest.Input(p.path, p.bytes)).toList(),
        parameters(),
        outcome.counts(clusters),
        outcome.facts().features(),
        outcome.facts().rejected(),
        outcome.facts().rejectedSample(),
        outcome.outputs(),
        WireFormat.VERSION);
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>(request.parameters().toMap());
    parameters.put("scaling", settings.scaling().name().toLowerCase(Locale.ROOT));
    parameters.put("from", "features");
    parameters.put("max_distance", String.valueOf(request.parameters().reach()));
    return parameters;
  }
}
