package dev.scurry.job.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The table in docs/metrics.md is generated from {@link JobMetric}. To write it again: {@code
 * -Dtest=MetricsTableTest -Dscurry.write-docs=true}.
 */
class MetricsTableTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");
  private static final String BEGIN = "<!-- generated from JobMetric: begin -->\n";
  private static final String END = "<!-- end -->\n";

  @Test
  void metricsDocument_holdsTheDeclaredTable() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    if (Boolean.getBoolean("scurry.write-docs")) {
      Files.writeString(
          DOCUMENT,
          document.substring(0, begin) + MetricsTable.markdown() + document.substring(end));
      return;
    }
    assertThat(document.substring(begin, end)).isEqualTo(MetricsTable.markdown());
  }
}
