package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.FeatureManifest;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DayFilesTest {

  private static final long INPUT_CHANGED = 1_000_000;
  private static final String DISTANCES = "distances/day=" + DayFolder.DAY + "/";
  private static final String PART = DISTANCES + "part-0.csv.gz";
  private static final String FEATURES = "features/day=" + DayFolder.DAY + "/";

  private static final String REPORT = "reports/day=" + DayFolder.DAY + "/manifest.json";

  @TempDir Path root;

  private DailyRequest request;

  @BeforeEach
  void request() {
    request = DailyRequest.of(root.toUri().toString(), DayFolder.DAY);
  }

  @Test
  void days_areThoseOfTheSource() throws IOException {
    put("distances/day=week-3/x.gz", 1);
    put("distances/other/x.gz", 1);
    put("distances/day=/x.gz", 1);
    put("distances/day= /x.gz", 1);
    put("features/day=2026-01-31/_manifest.json", 1);

    assertThat(DayFiles.days(request)).containsExactly("2026-01-31", "week-3");
    assertThat(DayFiles.days(request.withSource(DaySource.FEATURES))).containsExactly("2026-01-31");
    assertThat(DayFiles.days(request.withSource(DaySource.DISTANCES))).containsExactly("week-3");
  }

  @Test
  void of_isTheDistancesOfOthersElseTheManifestOfTheFeatures() throws IOException {
    put(DISTANCES + "scurry-alone.csv.gz", 1);
    assertThat(DayFiles.of(request).isEmpty()).isTrue();

    put(FEATURES + "part.csv.gz", 1);
    put(FEATURES + "_manifest.json", 7);
    assertThat(paths()).containsExactly(FEATURES + "_manifest.json");

    put(PART, 3);
    assertThat(paths()).containsExactly(PART);
    assertThat(DayFiles.of(request).lastChange()).isEqualTo(INPUT_CHANGED);
  }

  @Test
  void isDone_onlyWithAYoungerManifestOfTheSameObjects() throws IOException {
    put(PART, 3);
    assertThat(isDone()).isFalse();

    manifest(INPUT_CHANGED + 1000, new DailyManifest.Input(PART, 3, "a"));
    assertThat(isDone()).isTrue();

    manifest(INPUT_CHANGED, new DailyManifest.Input(PART, 3, "a"));
    assertThat(isDone()).isFalse();

    manifest(INPUT_CHANGED + 1000, new DailyManifest.Input(PART, 4, "a"));
    assertThat(isDone()).isFalse();

    manifest(INPUT_CHANGED + 1000, new DailyManifest.Input(PART, 3, "a"));
    put(DISTANCES + "part-1.csv.gz", 3);
    assertThat(isDone()).isFalse();
  }

  @Test
  void isDone_ofFeaturesComparesWhatTheirManifestNames() throws IOException {
    put(FEATURES + "part.csv.gz", 5);
    FeatureManifest features =
        new FeatureManifest(
            DayFolder.DAY,
            DayFolder.COLUMNS,
            List.of(new FeatureManifest.Part("part.csv.gz", 5)),
            null,
            1);
    write(FEATURES + "_manifest.json", WireFormat.encode(features), INPUT_CHANGED);

    manifest(INPUT_CHANGED + 1000, new DailyManifest.Input(FEATURES + "part.csv.gz", 5, null));
    assertThat(isDone()).isTrue();

    manifest(INPUT_CHANGED + 1000, new DailyManifest.Input(FEATURES + "part-1.csv.gz", 5, null));
    assertThat(isDone()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "{}", "null"})
  void isDone_notWithADamagedManifest(String manifest) throws IOException {
    put(PART, 3);
    write(REPORT, manifest.getBytes(UTF_8), INPUT_CHANGED + 1000);

    assertThat(isDone()).isFalse();
  }

  @Test
  void isInput_alsoOfThePairsThatTheLastManifestNames() throws IOException {
    DailyRequest distances = request.withSource(DaySource.DISTANCES);
    String own = DISTANCES + "scurry-pairs-00000-0123456789abcdef.csv.gz";
    put(own, 3);
    assertThat(DayFiles.isInput(distances)).isFalse();

    manifest(INPUT_CHANGED, List.of(new DailyManifest.Output(own, "", 3, 1)));
    assertThat(DayFiles.isInput(distances)).isTrue();
    assertThat(DayFiles.isInput(request)).isFalse();

    put(PART, 3);
    assertThat(DayFiles.isInput(request)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "{}"})
  void isInput_namesTheManifestThatIsDamaged(String manifest) throws IOException {
    put(DISTANCES + "scurry-alone.csv.gz", 1);
    write(REPORT, manifest.getBytes(UTF_8), INPUT_CHANGED);

    assertThatThrownBy(() -> DayFiles.isInput(request.withSource(DaySource.DISTANCES)))
        .isInstanceOf(UnusableDayException.class)
        .hasMessageStartingWith(REPORT);
  }

  private boolean isDone() throws IOException {
    return DayFiles.of(request).isDone(request);
  }

  private List<String> paths() throws IOException {
    return DayFiles.of(request).files().stream().map(DayFiles.DayFile::path).toList();
  }

  private void put(String path, int bytes) throws IOException {
    write(path, new byte[bytes], INPUT_CHANGED);
  }

  private void manifest(long changed, DailyManifest.Input... inputs) throws IOException {
    manifest(changed, List.of(), inputs);
  }

  private void manifest(
      long changed, List<DailyManifest.Output> outputs, DailyManifest.Input... inputs)
      throws IOException {
    byte[] manifest = WireFormat.encode(Map.of("inputs", inputs, "outputs", outputs));
    write(REPORT, manifest, changed);
  }

  private void write(String path, byte[] bytes, long changed) throws IOException {
    Path file = root.resolve(path);
    DayFolder.write(file, bytes);
    Files.setLastModifiedTime(file, FileTime.fromMillis(changed));
  }
}
