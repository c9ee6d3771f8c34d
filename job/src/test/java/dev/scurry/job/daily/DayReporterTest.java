package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.DailyLineage;
import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.DailyQuality;
import dev.scurry.schema.FeatureManifest;
import dev.scurry.schema.StoragePaths;
import dev.scurry.schema.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayReporterTest {

  private static final String HOSTILE = "<script>alert(\"x\")</script>&'";

  @TempDir Path root;
  @TempDir Path temporary;

  private boolean standardise = true;

  /** What is removed when it is opened; null for nothing. */
  private String removedAtOpen;

  @Test
  void write_secondDay_keepsIdsBySharedUsers() throws IOException {
    publish("2026-01-01", Map.of("a", 0, "b", 0, "c", 1, "d", 1, "e", -1));
    List<DailyManifest.Output> second =
        publish("2026-01-02", Map.of("a", 1, "b", 1, "c", 0, "d", 0, "f", 2, "g", 2));

    assertThat(segments(second))
        .isEqualTo(Map.of("a", 0L, "b", 0L, "c", 1L, "d", 1L, "f", 2L, "g", 2L));
    assertThat(lineage(second).since()).isEqualTo("2026-01-01");
    assertThat(lineage(second).nextSegment()).isEqualTo(3);
  }

  @Test
  void write_sameDayAgain_givesTheSameBytesAndIsNotItsOwnPast() throws IOException {
    publish("2026-01-01", Map.of("a", 0, "b", 0));
    Map<String, Integer> labels = Map.of("a", 1, "b", 1, "c", 0);
    List<DailyManifest.Output> once = publish("2026-01-02", labels);

    assertThat(publish("2026-01-02", labels)).isEqualTo(once);
    assertThat(lineage(once).since()).isEqualTo("2026-01-01");
  }

  /** A later day that is there already is none to go on from. */
  @Test
  void write_backFillInOrder_givesWhatDayByDayGave() throws IOException {
    Map<String, Integer> first = Map.of("a", 0, "b", 0, "c", 1);
    Map<String, Integer> second = Map.of("a", 0, "b", 1, "c", 1);
    publish("2026-01-01", first);
    List<DailyManifest.Output> dayByDay = publish("2026-01-02", second);
    publish("2026-01-03", first);

    publish("2026-01-01", first);
    assertThat(publish("2026-01-02", second)).isEqualTo(dayByDay);
  }

  @Test
  void write_afterDaysWithoutResult_goesOnFromTheLastOne() throws IOException {
    publish("2026-01-01", Map.of("a", 0, "b", 0));
    Files.createDirectories(root.resolve("reports/day=2026-01-05"));
    Files.createDirectories(root.resolve("reports/day=yesterday"));

    assertThat(lineage(publish("2026-01-20", Map.of("a", 0, "b", 0))).since())
        .isEqualTo("2026-01-01");
  }

  @Test
  void write_afterTooLong_takesNewIds() throws IOException {
    publish("2026-01-01", Map.of("a", 0, "b", 0));
    List<DailyManifest.Output> late = publish("2026-02-02", Map.of("a", 0, "b", 0));

    assertThat(lineage(late).since()).isNull();
    assertThat(segments(late)).isEqualTo(Map.of("a", 1L, "b", 1L));
  }

  @Test
  void write_damagedEarlierDay_isPassedOver() throws IOException {
    publish("2026-01-01", Map.of("a", 0, "b", 0));
    publish("2026-01-02", Map.of("a", 0, "b", 0));
    Files.writeString(root.resolve("reports/day=2026-01-02/manifest.json"), "{");

    assertThat(lineage(publish("2026-01-03", Map.of("a", 0, "b", 0))).since())
        .isEqualTo("2026-01-01");
  }

  @Test
  void write_damagedEarlierDay_isSaidAndItsIdsAreNotGivenAgain() throws IOException {
    publish("2026-01-01", Map.of("a", 0));
    publish("2026-01-02", Map.of("a", 0, "b", 1, "c", 2));
    Files.writeString(root.resolve("reports/day=2026-01-02/manifest.json"), "{");

    List<DailyManifest.Output> third = publish("2026-01-03", Map.of("a", 0, "d", 1));

    assertThat(segments(third)).isEqualTo(Map.of("a", 0L, "d", 3L));
    assertThat(quality(third).missing().get("lineage")).contains("2026-01-02");
    assertThat(page(third)).contains("2026-01-02");
  }

  /** The day that is followed gave out fewer ids than the one before it. */
  @Test
  void write_idsOfAllNearDays_areNotGivenAgain() throws IOException {
    publish("2026-01-02", Map.of("a", 0, "b", 1, "c", 2));
    publish("2026-01-03", Map.of("a", 0));
    publish("2026-01-01", Map.of("a", 0, "b", 1, "c", 2, "d", 3, "e", 4));

    assertThat(segments(publish("2026-01-04", Map.of("a", 0, "f", 1))))
        .isEqualTo(Map.of("a", 0L, "f", 5L));
  }

  @Test
  void write_earlierSegmentsCutShort_areSaid() throws IOException {
    Path segments = file(publish("2026-01-01", Map.of("a", 0, "b", 0)), "segments");
    Files.write(segments, Arrays.copyOf(Files.readAllBytes(segments), 12));

    List<DailyManifest.Output> next = publish("2026-01-02", Map.of("a", 0));

    assertThat(segments(next)).isEqualTo(Map.of("a", 1L));
    assertThat(quality(next).missing().get("lineage")).contains("2026-01-01");
  }

  @Test
  void write_earlierSegmentsThatGoBeforeTheyAreRead_stopNothing() throws IOException {
    publish("2026-01-01", Map.of("a", 0, "b", 0));
    removedAtOpen = "/segments-";

    List<DailyManifest.Output> next = publish("2026-01-02", Map.of("a", 0));

    assertThat(segments(next)).isEqualTo(Map.of("a", 1L));
    assertThat(quality(next).missing().get("lineage")).contains("2026-01-01");
  }

  @Test
  void write_earlierLineageThatGoesBeforeItIsRead_stopsNothing() throws IOException {
    publish("2026-01-01", Map.of("a", 0, "b", 0));
    removedAtOpen = "/lineage-";

    assertThat(lineage(publish("2026-01-02", Map.of("a", 0))).since()).isNull();
  }

  @Test
  void write_dayThatIsNoDate_hasNoPast() throws IOException {
    publish("2026-01-01", Map.of("a", 0));
    List<DailyManifest.Output> odd = publish("week-1", Map.of("a", 0));

    assertThat(lineage(odd).since()).isNull();
    assertThat(quality(odd).missing()).containsEntry("features", "the day is no date");
  }

  @Test
  void write_withoutFeaturesOrModel_saysSo() throws IOException {
    List<DailyManifest.Output> day = publish("2026-01-01", Map.of("a", 0, "b", 0, "c", -1));

    DailyQuality quality = quality(day);
    assertThat(quality.noise()).isEqualTo(1);
    assertThat(quality.features()).isNull();
    assertThat(quality.missing().get("features"))
        .contains("features/day=2026-01-01/_manifest.json");
    assertThat(quality.missing().get("agreement")).contains("models/live");
    assertThat(page(day)).contains("Not compared: ").contains("1 segment");
  }

  /** The user's later window counts; a row of another day and one of a stranger don't. */
  @Test
  void write_withFeatures_joinsThemById() throws IOException {
    standardise = false;
    features(
        "2026-01-01",
        "a,2026-01-01T10:00:00Z,9,9",
        "a,2026-01-01T11:00:00Z,1,2",
        "b,2026-01-01T10:00:00Z,3,4",
        "b,2026-01-03T10:00:00Z,7,7",
        "stranger,2026-01-01T10:00:00Z,3,4",
        "c,2026-01-01T10:00:00Z,x,4");
    List<DailyManifest.Output> day = publish("2026-01-01", Map.of("a", 0, "b", 0, "c", 0));

    DailyQuality quality = quality(day);
    assertThat(quality.features().users()).isEqualTo(2);
    assertThat(quality.features().names()).containsExactly("views", "comments");
    // Of (1, 2) and (3, 4) to (2, 3).
    assertThat(quality.segments().get(0).distance())
        .isEqualTo(new DailyQuality.Spread(Math.sqrt(2), Math.sqrt(2), Math.sqrt(2)));
    assertThat(page(day)).contains("views").contains("<svg");
  }

  @Test
  void write_takesTheLastModelThatWasTrainedThroughTheDay() throws IOException {
    features("2026-01-02", "a,2026-01-02T10:00:00Z,0,0", "b,2026-01-02T10:00:00Z,9,0");
    model(1, "2026-01-01T00:00:00Z");
    model(2, "2026-01-02T23:00:00Z");
    model(3, "2026-01-03T00:00:00Z");
    model(4, "2026-01-03T01:00:00Z");

    DailyQuality.Agreement agreement =
        quality(publish("2026-01-02", Map.of("a", 0, "b", 0))).agreement();

    assertThat(agreement.version()).isEqualTo(3);
    assertThat(agreement.table())
        .containsExactly(new DailyQuality.Cell(0L, 5, 1), new DailyQuality.Cell(0L, 6, 1));
  }

  @Test
  void write_damagedFeatures_stopNothing() throws IOException {
    features("2026-01-01", "a,2026-01-01T10:00:00Z,9,9");
    Path part = root.resolve("features/day=2026-01-01/p.csv.gz");
    byte[] bytes = Files.readAllBytes(part);
    bytes[0] ^= 1;
    Files.write(part, bytes);

    assertThat(quality(publish("2026-01-01", Map.of("a", 0))).missing().get("features"))
        .contains("no whole gzip file");
  }

  @Test
  void write_escapesWhatUsersAreCalled() throws IOException {
    features(
        "2026-01-01",
        CsvText.quoted(HOSTILE) + ",2026-01-01T10:00:00Z,1,1",
        "twin,2026-01-01T10:00:00Z,1,1",
        "near,2026-01-01T10:00:00Z,1.5,1",
        "other,2026-01-01T10:00:00Z,2,1",
        "far,2026-01-01T10:00:00Z,900,900");
    List<DailyManifest.Output> day =
        publish("2026-01-01", Map.of(HOSTILE, 0, "twin", 0, "near", 0, "other", 0, "far", -1));

    assertThat(quality(day).inspection().duplicates())
        .anySatisfy(set -> assertThat(set).contains(HOSTILE));
    assertThat(page(day))
        .contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;")
        .doesNotContain("<script");
    assertThat(segments(day)).containsEntry(HOSTILE, 0L);
  }

  @Test
  void page_loadsNothing() throws IOException {
    assertThat(page(publish("2026-01-01", Map.of("a", 0))))
        .startsWith("<!doctype html>")
        .doesNotContain("src=", "href=", "url(", "@import");
  }

  private List<DailyManifest.Output> publish(String day, Map<String, Integer> labelOf)
      throws IOException {
    DayStore store = new RemovingStore(root.toUri().toString(), "reports/day=" + day);
    String[] keys = labelOf.keySet().stream().sorted(KeyOrder.BY_UTF8).toArray(String[]::new);
    int[] labels = new int[keys.length];
    for (int rank = 0; rank < keys.length; rank++) {
      labels[rank] = labelOf.get(keys[rank]);
    }
    List<DailyManifest.Output> written =
        new DayReporter(store, DailyRequest.of(store.root(), day), "live", standardise)
            .write(keys, new DayClusters(labels), Map.of(), Map.of("eps", "0.5"), temporary);
    List<DailyManifest.Output> all = new ArrayList<>(written);
    all.add(noise(store, day, keys, labels));
    byte[] manifest = WireFormat.encode(manifest(day, all));
    store.put("reports/day=" + day + "/manifest.json", new ByteArrayInputStream(manifest));
    return written;
  }

  /** Someone else removes an object between the look whether it is there and its reading. */
  private final class RemovingStore extends DayStore {
    private static final long serialVersionUID = 1L;

    RemovingStore(String root, String unfinished) {
      super(root, unfinished);
    }

    @Override
    InputStream open(String path) throws IOException {
      remove(path);
      return super.open(path);
    }

    @Override
    byte[] read(String path) throws IOException {
      remove(path);
      return super.read(path);
    }

    private void remove(String path) throws IOException {
      if (removedAtOpen != null && path.contains(removedAtOpen)) {
        delete(path);
      }
    }
  }

  private DailyManifest.Output noise(DayStore store, String day, String[] keys, int[] labels)
      throws IOException {
    try (Spool spool = Spool.in(temporary)) {
      spool.header("key\r\n");
      for (int rank = 0; rank < keys.length; rank++) {
        if (labels[rank] < 0) {
          spool.row(CsvText.quoted(keys[rank]) + "\r\n");
        }
      }
      return spool.publishHashed(store, "reports/day=" + day + "/noise");
    }
  }

  private static DailyManifest manifest(String day, List<DailyManifest.Output> outputs) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("day", day);
    fields.put("outputs", outputs);
    fields.put("format", 1);
    return WireFormat.decode(WireFormat.encode(fields), DailyManifest.class);
  }

  private void features(String day, String... rows) throws IOException {
    List<String> columns = List.of("user_id", "window_end", "views", "comments");
    byte[] part =
        DayFolder.packed(String.join(",", columns) + "\n" + String.join("\n", rows) + "\n");
    Path folder = root.resolve("features/day=" + day);
    DayFolder.write(folder.resolve("p.csv.gz"), part);
    DayFolder.write(
        folder.resolve("_manifest.json"),
        WireFormat.encode(
            new FeatureManifest(
                day,
                columns,
                List.of(new FeatureManifest.Part("p.csv.gz", part.length)),
                null,
                1)));
  }

  private void model(long version, String trainedThrough) throws IOException {
    ClusterModel model =
        new ClusterModel(
            "live",
            version,
            trainedThrough,
            null,
            null,
            List.of("views", "comments"),
            new long[] {5, 6},
            new double[][] {{0, 0}, {10, 0}},
            new double[] {1, 1},
            new double[] {1, 1},
            0,
            0,
            Map.of(),
            1);
    String folder = StoragePaths.model("/", "live", version).substring(1);
    DayFolder.write(root.resolve(folder).resolve("model.json"), WireFormat.encode(model));
  }

  private Map<String, Long> segments(List<DailyManifest.Output> written) throws IOException {
    try (CsvRows rows =
        new CsvRows(new GZIPInputStream(Files.newInputStream(file(written, "segments"))))) {
      assertThat(rows.next().fields()).containsExactly("segment", "key");
      Map<String, Long> segments = new LinkedHashMap<>();
      for (CsvRow row = rows.next(); row != null; row = rows.next()) {
        segments.put(row.fields().get(1), Long.parseLong(row.fields().get(0)));
      }
      return segments;
    }
  }

  private DailyLineage lineage(List<DailyManifest.Output> written) throws IOException {
    return WireFormat.decode(Files.readAllBytes(file(written, "lineage")), DailyLineage.class);
  }

  private DailyQuality quality(List<DailyManifest.Output> written) throws IOException {
    return WireFormat.decode(Files.readAllBytes(file(written, "quality")), DailyQuality.class);
  }

  private String page(List<DailyManifest.Output> written) throws IOException {
    return new String(Files.readAllBytes(file(written, "report")), UTF_8);
  }

  private Path file(List<DailyManifest.Output> written, String name) {
    return root.resolve(
        written.stream()
            .map(DailyManifest.Output::path)
            .filter(path -> path.contains("/" + name + "-"))
            .collect(Collectors.joining()));
  }
}
