package dev.scurry.job.source;

import dev.scurry.job.config.Pseudonyms;
import dev.scurry.job.config.Settings;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;

/**
 * A file of events, one a line. Its position is a count of records, because a gzip file can only be
 * read from its start.
 */
final class EventFileFormat implements BulkFormat<SourceRecord, FileSourceSplit> {
  private static final long serialVersionUID = 1L;

  private final EventLayout layout;
  private final Settings.Source settings;
  private final Pseudonyms pseudonyms;

  EventFileFormat(EventLayout layout, Settings.Source settings, Pseudonyms pseudonyms) {
    this.layout = layout;
    this.settings = settings;
    this.pseudonyms = pseudonyms;
  }

  @Override
  public Reader<SourceRecord> createReader(Configuration config, FileSourceSplit split)
      throws IOException {
    return EventFileReader.open(split.path(), layout, settings, pseudonyms);
  }

  @Override
  public Reader<SourceRecord> restoreReader(Configuration config, FileSourceSplit split)
      throws IOException {
    EventFileReader reader = EventFileReader.open(split.path(), layout, settings, pseudonyms);
    reader.skip(
        split.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L));
    return reader;
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<SourceRecord> getProducedType() {
    return TypeInformation.of(SourceRecord.class);
  }
}
