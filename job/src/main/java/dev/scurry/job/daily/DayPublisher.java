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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
    if (isOfFeatures()) {
      outcome.add(writeAlone(outcome, temporary));
    }
    outcome.add(writeNoise(outcome, clusters, temporary));
    reporter
        .write(outcome.keys(), clusters, outcome.facts().rejected(), parameters(), temporary)
        .forEach(outcome::add);
    DailyManifest.Output result = writeClusters(outcome, clusters, temporary);
    DailyManifest manifest = manifest(outcome, clusters, result);
    replaceBy(manifest);
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
      return spool.publishHashed(store, distances.alonePrefix());
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
      return spool.publishHashed(store, reports().prefix("noise"));
    }
  }

  /** Under two names: one that others read, and one that no later run gives other content. */
  private DailyManifest.Output writeClusters(
      DayOutcome outcome, DayClusters clusters, Path temporary) throws IOException {
    try (Spool spool = Spool.in(temporary)) {
      spool.header("cluster,key\r\n");
      for (int rank : clusters.ranks()) {
        spool.row(clusters.label(rank) + "," + CsvText.quoted(outcome.keys()[rank]) + "\r\n");
      }
      outcome.add(spool.publishHashed(store, reports().prefix("clusters")));
      String path = StoragePaths.clustersOf(store.root(), request.clustersFolder(), request.day());
      return spool.publish(store, store.relative(path));
    }
  }

  private DailyManifest manifest(
      DayOutcome outcome, DayClusters clusters, DailyManifest.Output result) {
    DayFacts facts = outcome.facts();
    return new DailyManifest(
        request.day(),
        SoftwareVersion.get(),
        isOfFeatures() ? featureInputs() : facts.inputs(),
        parameters(),
        outcome.counts(clusters),
        facts.features(),
        facts.rejected(),
        facts.rejectedSample(),
        result,
        outcome.outputs(),
        WireFormat.VERSION);
  }

  private List<DailyManifest.Input> featureInputs() {
    return Arrays.stream(input.parts)
        .map(part -> new DailyManifest.Input(part.path, part.bytes, part.etag))
        .toList();
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>(request.parameters().toMap());
    if (isOfFeatures()) {
      parameters.put("from", "features");
      parameters.put("scaling", settings.scaling().name().toLowerCase(Locale.ROOT));
      double cutOff = settings.cutOff(request.parameters().reach());
      parameters.put("max_distance", String.valueOf(cutOff));
    } else {
      parameters.put("from", "distances");
      parameters.put("integer_keys", String.valueOf(request.integerKeys()));
    }
    return parameters;
  }

  private void replaceBy(DailyManifest manifest) throws IOException {
    String path = store.relative(manifestPath(store.root(), request));
    FormerResult former = FormerResult.of(store, path);
    store.put(path, new ByteArrayInputStream(WireFormat.encode(manifest)));
    long now = store.status(path).getModificationTime();
    Set<String> current = FormerResult.namedBy(manifest);
    former.deleteFrom(reports().path(), reports()::isHashed, current, store, now);
    former.deleteFrom(distances.path(), distances::isOwn, current, store, now);
  }

  private boolean isOfFeatures() {
    return input.columns.length > 0;
  }

  private ReportFolder reports() {
    return new ReportFolder(store.relative(StoragePaths.reportsOf(store.root(), request.day())));
  }
}
