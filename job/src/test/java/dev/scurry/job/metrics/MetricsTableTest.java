package dev.scurry.job.metrics;

import dev.scurry.job.GeneratedTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * The table in docs/metrics.md is generated from {@link JobMetric}. To write it again: {@code
 * -Dtest=MetricsTableTest -Dscurry.write-docs=true}.
 */
class MetricsTableTest {

  @Test
  void metricsDocument_holdsTheDeclaredTable() throws IOException {
    GeneratedTable.assertHeld("metrics.md", "JobMetric", MetricsTable.markdown());
  }
}
