package dev.scurry.job.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.scurry.job.features.UserFeatures;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/**
 * Writes features as CSV in gzip: a header, then one row a user. A user's name is quoted where it
 * must be; a value is the shortest decimal that Java reads back as the same number. Gzip's header
 * has no time in it.
 */
final class FeatureCsv implements BulkWriter.Factory<UserFeatures> {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER_BYTES = 1 << 13;

  private static final CsvMapper MAPPER =
      CsvMapper.csvBuilder()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build();

  private final String[] columns;

  /**
   * @param features the names of the values, in order
   */
  FeatureCsv(List<String> features) {
    this.columns = header(features).toArray(String[]::new);
  }

  /** The names of all columns. */
  static List<String> header(List<String> features) {
    return Stream.concat(Stream.of("user_id", "window_end"), features.stream()).toList();
  }

  @Override
  public BulkWriter<UserFeatures> create(FSDataOutputStream out) throws IOException {
    GZIPOutputStream gzip = new GZIPOutputStream(out, BUFFER_BYTES);
    SequenceWriter rows =
        MAPPER.writer(CsvSchema.emptySchema().withLineSeparator("\n")).writeValues(gzip);
    rows.write(columns);
    return new Writer(gzip, rows);
  }

  /** Writes one part. */
  private record Writer(GZIPOutputStream gzip, SequenceWriter rows)
      implements BulkWriter<UserFeatures> {

    @Override
    public void addElement(UserFeatures features) throws IOException {
      String[] row = new String[features.values.length + 2];
      row[0] = features.user;
      row[1] = Instant.ofEpochMilli(features.windowEnd).toString();
      for (int i = 0; i < features.values.length; i++) {
        row[i + 2] = Double.toString(features.values[i]);
      }
      rows.write(row);
    }

    @Override
    public void flush() throws IOException {
      rows.flush();
    }

    @Override
    public void finish() throws IOException {
      rows.close();
      gzip.finish();
    }
  }
}
