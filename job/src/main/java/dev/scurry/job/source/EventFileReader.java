package dev.scurry.job.source;

import dev.scurry.job.config.Pseudonyms;
import dev.scurry.job.config.Settings;
import dev.scurry.job.source.InputFile.StorageException;
import dev.scurry.job.source.LineReader.Line;
import dev.scurry.schema.DeadLetterReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.IteratorResultIterator;
import org.apache.flink.core.fs.Path;

/**
 * Reads one file of events. Empty lines are no records. Where the file can't be decompressed any
 * further, or a CSV's header can't be read, what has come so far stands and one dead letter of
 * reason unreadable-input ends it; only a failure of the storage itself is an exception.
 */
final class EventFileReader implements BulkFormat.Reader<SourceRecord> {
  private static final int BATCH = 512;

  private final String path;
  private final Settings.Source settings;
  private final EventLayout layout;
  private final Pseudonyms pseudonyms;

  /** Null once there is nothing more to read. */
  private LineReader lines;

  private EventDecoder decoder;
  private long records;

  private EventFileReader(
      String path, EventLayout layout, Settings.Source settings, Pseudonyms pseudonyms) {
    this.path = path;
    this.layout = layout;
    this.settings = settings;
    this.pseudonyms = pseudonyms;
  }

  static EventFileReader open(
      Path path, EventLayout layout, Settings.Source settings, Pseudonyms pseudonyms)
      throws IOException {
    EventFileReader reader = new EventFileReader(path.getPath(), layout, settings, pseudonyms);
    reader.lines = new LineReader(InputFile.open(path), settings.maxRecordBytes());
    if (!InputFile.isCsv(path.getName())) {
      reader.decoder = reader.decoder(new JsonForm());
    }
    return reader;
  }

  void skip(long count) throws IOException {
    while (records < count && next() != null) {
      records++;
    }
  }

  @Override
  public BulkFormat.RecordIterator<SourceRecord> readBatch() throws IOException {
    List<SourceRecord> batch = new ArrayList<>(BATCH);
    SourceRecord record = next();
    while (record != null) {
      batch.add(record);
      record = batch.size() < BATCH ? next() : null;
    }
    long before = records;
    records += batch.size();
    return batch.isEmpty()
        ? null
        : new IteratorResultIterator<>(batch.iterator(), CheckpointedPosition.NO_OFFSET, before);
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
    }
  }

  private SourceRecord next() throws IOException {
    if (lines == null) {
      return null;
    }
    try {
      if (decoder == null && !readHeader()) {
        return lines == null ? null : unreadable();
      }
      Line line = nextLine();
      return line == null ? null : record(line);
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      return unreadable();
    }
  }

  private Line nextLine() throws IOException {
    Line line = lines.next();
    while (line != null && line.isEmpty()) {
      line = lines.next();
    }
    if (line == null) {
      finish();
    }
    return line;
  }

  private boolean readHeader() throws IOException {
    Line header = nextLine();
    String text =
        header == null || header.bytes() == null ? null : EventDecoder.utf8(header.bytes());
    List<String> columns = text == null ? null : CsvForm.values(text);
    if (columns != null) {
      decoder = decoder(new CsvForm(columns));
    }
    return columns != null;
  }

  private SourceRecord record(Line line) {
    SourceRecord record =
        line.bytes() == null
            ? SourceRecord.dead(DeadLetterReason.OVERSIZED, line.tooLong())
            : SourceRecord.of(decoder.decode(line.bytes()), line.bytes());
    return record.under(pseudonyms).at(path, 0, line.number());
  }

  private SourceRecord unreadable() throws IOException {
    Line last = lines.last();
    finish();
    Excerpt excerpt = last.bytes() == null ? last.tooLong() : Excerpt.of(last.bytes());
    return SourceRecord.dead(DeadLetterReason.UNREADABLE_INPUT, excerpt)
        .under(pseudonyms)
        .at(path, 0, last.number());
  }

  private void finish() throws IOException {
    lines.close();
    lines = null;
  }

  private EventDecoder decoder(RecordForm form) {
    return new EventDecoder(layout, form, settings.timeUnit(), settings.maxRecordBytes());
  }
}
