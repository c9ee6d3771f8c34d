package dev.scurry.job.daily;

import dev.scurry.job.daily.report.DayPage;
import dev.scurry.job.daily.report.DayQuality;
import dev.scurry.job.daily.report.DayToReport;
import dev.scurry.job.daily.report.UserVectors;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.DailyLineage;
import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.DailyQuality;
import dev.scurry.schema.StoragePaths;
import dev.scurry.schema.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes what the day's result says beside the clusters: segments with ids that last, their
 * lineage, the quality and a page to read. All of it stands beside the manifest, under names that
 * hold its checksum.
 */
final class DayReporter implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int HASH_IN_NAME = 16;
  private static final Pattern PAGE =
      Pattern.compile("(lineage|quality)-[0-9a-f]{16}\\.json|report-[0-9a-f]{16}\\.html");

  private final DayStore store;
  private final DailyRequest request;
  private final String modelName;
  private final boolean standardise;

  /**
   * @param modelName of the stream's models
   * @param standardise whether users are judged in deviations from the day's mean
   */
  DayReporter(DayStore store, DailyRequest request, String modelName, boolean standardise) {
    this.store = store;
    this.request = request;
    this.modelName = modelName;
    this.standardise = standardise;
  }

  /** Whether an object beside the manifest is one of the report's that has no rows. */
  static boolean isPage(String name) {
    return PAGE.matcher(name).matches();
  }

  /** The page that a manifest names; null where there is none. */
  static String pageOf(DailyManifest manifest) {
    return manifest.outputs().stream()
        .map(DailyManifest.Output::path)
        .filter(path -> path.endsWith(".html"))
        .findFirst()
        .orElse(null);
  }

  /**
   * Writes it.
   *
   * @param keys by rank
   * @param rejected rows by reason
   * @param parameters of the run
   * @param temporary local folder
   * @return what was written
   */
  List<DailyManifest.Output> write(
      String[] keys,
      DayClusters clusters,
      Map<String, Long> rejected,
      Map<String, String> parameters,
      Path temporary)
      throws IOException {
    KeyIndex index = new KeyIndex(keys);
    Map<String, String> missing = new TreeMap<>();
    DailyLineage lineage = new SegmentTracing(store, index, clusters).trace(day(), date(), missing);
    DayToReport day =
        new DayToReport(
            day(),
            SoftwareVersion.get(),
            parameters,
            keys,
            clusters.labels(),
            clusters.count(),
            rejected,
            lineage,
            vectors(keys, index, missing),
            model(missing),
            missing);
    DailyQuality quality = DayQuality.of(day);
    return List.of(
        writeSegments(day, clusters, temporary),
        put(WireFormat.encode(lineage), "lineage", "json"),
        put(WireFormat.encode(quality), "quality", "json"),
        put(DayPage.of(day, quality).getBytes(StandardCharsets.UTF_8), "report", "html"));
  }

  private UserVectors vectors(String[] keys, KeyIndex index, Map<String, String> missing)
      throws IOException {
    try {
      if (date() != null) {
        return new DayVectors(store, request, index, keys).read(date(), standardise);
      }
      missing.put("features", "the day is no date");
    } catch (UnusableDayException e) {
      missing.put("features", e.getMessage());
    }
    return null;
  }

  private ClusterModel model(Map<String, String> missing) throws IOException {
    Optional<ClusterModel> model =
        date() == null ? Optional.empty() : new DayModel(store, modelName).of(date());
    if (model.isEmpty()) {
      missing.put(
          "agreement",
          "models/%s has no version that was trained through the day or less".formatted(modelName));
    }
    return model.orElse(null);
  }

  private DailyManifest.Output writeSegments(DayToReport day, DayClusters clusters, Path temporary)
      throws IOException {
    try (Spool spool = Spool.in(temporary)) {
      spool.header("segment,key\r\n");
      for (int rank : clusters.ranks()) {
        long segment = day.lineage().segments().get(clusters.label(rank)).segment();
        spool.row(segment + "," + CsvText.quoted(day.keys()[rank]) + "\r\n");
      }
      return spool.publishHashed(store, reports() + "/segments");
    }
  }

  private DailyManifest.Output put(byte[] content, String name, String ending) throws IOException {
    String hash = HexFormat.of().formatHex(sha256(content));
    String path = "%s/%s-%s.%s".formatted(reports(), name, hash.substring(0, HASH_IN_NAME), ending);
    store.put(path, new ByteArrayInputStream(content));
    return new DailyManifest.Output(path, hash, content.length, 0);
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private String reports() {
    return store.relative(StoragePaths.reportsOf(store.root(), day()));
  }

  private String day() {
    return request.day().toString();
  }

  /** Null where the day is no date. */
  private LocalDate date() {
    try {
      return LocalDate.parse(day());
    } catch (DateTimeException e) {
      return null;
    }
  }
}
