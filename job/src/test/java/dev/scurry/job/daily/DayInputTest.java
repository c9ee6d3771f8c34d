package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.schema.FeatureManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayInputTest {

  @TempDir Path root;

  private DayFolder day;

  @BeforeEach
  void dayOfTwoPartsAndOneThatIsNotItsOwn() throws IOException {
    day = new DayFolder(root);
    day.part("b.csv.gz", List.of(DayFolder.row("ann", 1, 2)));
    day.part("a.csv.gz", List.of(DayFolder.row("bob", 1, 2)));
    DayFolder.write(day.features("left-over.csv.gz"), new byte[] {1});
  }

  @Test
  void find_takesWhatTheManifestNamesInTheOrderOfNames() throws IOException {
    day.manifest();

    assertThat(find(false).parts)
        .extracting(part -> part.place + " " + part.path)
        .containsExactly(
            "0 features/day=2025-06-10/a.csv.gz", "1 features/day=2025-06-10/b.csv.gz");
    assertThat(find(true).parts).hasSize(2);
    assertThat(find(false).features()).containsExactly("views", "comments");
  }

  @Test
  void find_refusesADayWithoutManifest() {
    assertThatThrownBy(() -> find(false))
        .isInstanceOf(UnusableDayException.class)
        .hasMessageStartingWith(
            "the day 2025-06-10 is not complete: there is no"
                + " features/day=2025-06-10/_manifest.json under file:");
  }

  @Test
  void find_ofAPartialDayTakesEveryPart() throws IOException {
    Files.delete(day.features("left-over.csv.gz"));
    DayFolder.write(day.features("c.csv"), new byte[] {1});

    assertThat(find(true).parts).hasSize(2);
    assertThat(find(true).columns).containsExactlyElementsOf(DayFolder.COLUMNS);
  }

  @Test
  void find_ofAPartialDayWithoutAnythingIsEmpty() {
    DailyRequest other = DailyRequest.of(day.uri(), "2025-06-11").withAllowPartial(true);

    assertThat(DayInput.find(new DayStore(day.uri(), "reports"), other).parts).isEmpty();
  }

  @Test
  void find_refusesAPartThatIsNotThere() throws IOException {
    day.manifest();
    Files.delete(day.features("a.csv.gz"));

    assertThatThrownBy(() -> find(false))
        .isInstanceOf(UnusableDayException.class)
        .hasMessage(
            "the day's manifest names features/day=2025-06-10/a.csv.gz, which is not there");
  }

  @Test
  void find_refusesAPartOfAnotherSize() throws IOException {
    day.manifest();
    DayFolder.write(day.features("a.csv.gz"), new byte[7]);

    assertThatThrownBy(() -> find(false))
        .isInstanceOf(UnusableDayException.class)
        .hasMessageContaining("a.csv.gz has 7 bytes; the day's manifest says ");
  }

  @Test
  void find_refusesAManifestThatIsNone() throws IOException {
    for (String text : List.of("{", "{}", "{\"day\":\"2025-06-10\",\"format\":99}")) {
      DayFolder.write(day.features("_manifest.json"), text.getBytes(UTF_8));

      assertThatThrownBy(() -> find(false))
          .isInstanceOf(UnusableDayException.class)
          .hasMessageContaining("_manifest.json");
    }
  }

  @Test
  void find_takesADayWithoutParts() throws IOException {
    day.manifest(List.<FeatureManifest.Part>of());

    assertThat(find(false).parts).isEmpty();
  }

  private DayInput find(boolean allowPartial) {
    return DayInput.find(
        new DayStore(day.uri(), "reports"),
        DailyRequest.of(day.uri(), DayFolder.DAY).withAllowPartial(allowPartial));
  }
}
