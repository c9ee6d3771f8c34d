package dev.scurry.job.daily;

import java.io.EOFException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Reads a part of the day, row by row. One part has one reader. */
final class PartReader implements FlatMapFunction<DayPart, FeatureRow> {
  private static final long serialVersionUID = 1L;

  private final DayStore store;
  private final LocalDate day;
  private final String[] columns;

  PartReader(DayStore store, LocalDate day, String[] columns) {
    this.store = store;
    this.day = day;
    this.columns = columns.clone();
  }

  @Override
  public void flatMap(DayPart part, Collector<FeatureRow> rows) throws IOException {
    try (CsvRows csv = CsvRows.ofGzip(store.open(part.path))) {
      checkHeader(part.path, csv.next());
      FeatureRows reader = new FeatureRows(columns.length, day);
      for (CsvRow row = csv.next(); row != null; row = csv.next()) {
        rows.collect(reader.read(part.place, row));
      }
    } catch (ZipException | EOFException e) {
      throw new UnusableDayException(part.path + " is no whole gzip file: " + e.getMessage(), e);
    }
  }

  private void checkHeader(String path, CsvRow header) {
    List<String> expected = Arrays.asList(columns);
    if (header == null || !expected.equals(header.fields())) {
      throw new UnusableDayException(
          "%s has the header %s; the day's is %s"
              .formatted(path, header == null ? "(none)" : header.text(), expected));
    }
  }
}
