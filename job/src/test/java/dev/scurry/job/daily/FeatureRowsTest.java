package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureRowsTest {

  private static final LocalDate DAY = LocalDate.of(2025, 6, 10);
  private static final long MIDNIGHT = 1749600000000L; // 2025-06-11T00:00Z, the end of the day

  private final FeatureRows rows = new FeatureRows(4, DAY);

  @Test
  void read_takesIsoAndEpochMilliseconds() {
    FeatureRow iso = rows.read(3, CsvRow.of(7, "ann,2025-06-11T00:00:00Z,1.5,-2e-3"));

    assertThat(iso.isUsed()).isTrue();
    assertThat(iso.user).isEqualTo("ann");
    assertThat(iso.windowEnd).isEqualTo(MIDNIGHT);
    assertThat(iso.values).containsExactly(1.5, -0.002);
    assertThat(iso.place).isEqualTo(3);
    assertThat(iso.line).isEqualTo(7);
    assertThat(rows.read(0, CsvRow.of(1, "ann," + MIDNIGHT + ",1,2")).windowEnd)
        .isEqualTo(MIDNIGHT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "ann,1749600000000,1|columns",
        "ann,1749600000000,1,2,3|columns",
        "ann|columns",
        "an\"n,1749600000000,1,2|quotes",
        ",1749600000000,1,2|user",
        "ann,,1,2|window-end",
        "ann,yesterday,1,2|window-end",
        "ann,99999999999999999999,1,2|window-end",
        "ann,+1000000000-12-31T00:00:00Z,1,2|window-end",
        "ann,1749600000001,1,2|other-day",
        "ann,1749513600000,1,2|other-day",
        "ann,1749600000000,,2|number",
        "ann,1749600000000,1,NaN|number",
        "ann,1749600000000,Infinity,2|number",
        "ann,1749600000000,1e101,2|number",
        "ann,1749600000000,1,two|number"
      })
  void read_keepsTheTextOfWhatIsNoRow(String text, String problem) {
    FeatureRow row = rows.read(0, CsvRow.of(2, text));

    assertThat(row.isUsed()).isFalse();
    assertThat(row.problem).isEqualTo(problem);
    assertThat(row.text).isEqualTo(text);
    assertThat(row.values).isNull();
  }
}
