package dev.scurry.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.job.config.BadSettingsException;
import dev.scurry.job.config.Pseudonyms;
import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileReaderTest {
  private static final Settings SETTINGS =
      SettingsLoader.load(null, Map.of(), Map.of("source.max-record-size", "100 b"));
  private static final EventFileFormat FORMAT =
      new EventFileFormat(EventLayout.of(SETTINGS), SETTINGS.source(), Pseudonyms.none());

  @TempDir Path folder;

  @Test
  void readBatch_csv_takesColumnsFromTheHeader() throws IOException {
    Path file = write("a.csv", "\uFEFFevent_time,\"user_id\",x\r\n\r\n1704164645,u1,1\r\n,u2,2\n");

    List<SourceRecord> records = read(file, 0);

    assertThat(records).hasSize(2);
    assertThat(records.get(0).event.user).isEqualTo("u1");
    assertThat(records.get(0).offset).isEqualTo(3);
    assertThat(records.get(0).topic).isEqualTo(file.toString());
    assertThat(records.get(0).bytes).asString().isEqualTo("1704164645,u1,1");
    assertThat(records.get(1).reason).isEqualTo("MISSING_TIME");
    assertThat(records.get(1).offset).isEqualTo(4);
  }

  @Test
  void readBatch_jsonLines_readsTheLastLineWithoutAnEnd() throws IOException {
    Path file = write("a.ndjson", json("u1") + "\n" + json("u2"));

    assertThat(read(file, 0)).extracting(r -> r.event.user).containsExactly("u1", "u2");
  }

  @Test
  void readBatch_headerThatCantBeRead_isOneDeadLetter() throws IOException {
    Path file = write("a.csv", "event_time,\"user_id\n1704164645,u1\n");

    assertUnreadable(read(file, 0), "event_time,\"user_id", 1);
  }

  @Test
  void readBatch_headerThatIsTooLong_isOneDeadLetter() throws IOException {
    Path file = write("a.csv", "x".repeat(101) + "\n1704164645,u1\n");

    assertUnreadable(read(file, 0), "x".repeat(101), 1);
  }

  @Test
  void readBatch_emptyFile_hasNoRecords() throws IOException {
    assertThat(read(write("a.csv", ""), 0)).isEmpty();
    assertThat(read(write("b.csv", "event_time,user_id\n"), 0)).isEmpty();
    assertThat(read(write("c.jsonl", "\n\n"), 0)).isEmpty();
  }

  @Test
  void readBatch_tooLongLine_isOversized() throws IOException {
    Path file = write("a.jsonl", "x".repeat(101) + "\n" + json("u1") + "\n");

    List<SourceRecord> records = read(file, 0);

    assertThat(records.get(0).reason).isEqualTo("OVERSIZED");
    assertThat(records.get(0).bytes).hasSize(101);
    assertThat(records.get(1).event.user).isEqualTo("u1");
  }

  @Test
  void readBatch_gzipOfSeveralMembers_isReadWhole() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(gzip(json("u1") + "\n"));
    both.write(gzip(json("u2") + "\n"));
    Path file = Files.write(folder.resolve("a.jsonl.gz"), both.toByteArray());

    assertThat(read(file, 0)).extracting(r -> r.event.user).containsExactly("u1", "u2");
  }

  @Test
  void readBatch_truncatedGzip_keepsWhatCameAndEndsWithADeadLetter() throws IOException {
    StringBuilder text = new StringBuilder("event_time,user_id\n");
    IntStream.range(0, 20_000).forEach(i -> text.append(1704164645 + i * 7).append(",u\n"));
    byte[] whole = gzip(text.toString());
    Path file = Files.write(folder.resolve("a.csv.gz"), Arrays.copyOf(whole, whole.length * 2 / 3));

    List<SourceRecord> records = read(file, 0);

    int readable = linesOf(new GZIPInputStream(Files.newInputStream(file)));
    assertThat(readable).isBetween(5_000, 19_000);
    assertThat(records).hasSize(readable);
    assertThat(records.subList(0, records.size() - 1)).allMatch(r -> r.event != null);
    SourceRecord last = records.get(records.size() - 1);
    assertThat(last.reason).isEqualTo("UNREADABLE_INPUT");
    assertThat(last.offset).isEqualTo(records.size() + 1L);
    assertThat(last.bytes.length).isLessThan("1704164645,u".length());
  }

  @Test
  void readBatch_garbageBehindGzip_keepsEveryEventAndEndsWithADeadLetter() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(gzip((json("u1") + "\n").repeat(1000)));
    both.write("garbage".getBytes(StandardCharsets.UTF_8));
    Path file = Files.write(folder.resolve("a.jsonl.gz"), both.toByteArray());

    List<SourceRecord> records = read(file, 0);

    assertThat(records).hasSize(1001);
    assertThat(records.get(1000).reason).isEqualTo("UNREADABLE_INPUT");
  }

  @Test
  void readBatch_zerosBehindGzip_arePadding() throws IOException {
    byte[] padded = gzip(json("u1") + "\n");
    Path file =
        Files.write(folder.resolve("a.jsonl.gz"), Arrays.copyOf(padded, padded.length + 100));

    assertThat(read(file, 0)).hasSize(1);
  }

  @Test
  void readBatch_gzipWithEveryHeaderField_isRead() throws IOException {
    byte[] plain = gzip(json("u1") + "\n");
    ByteArrayOutputStream full = new ByteArrayOutputStream();
    full.write(plain, 0, 3);
    full.write(0x1E);
    full.write(plain, 4, 6);
    full.write(new byte[] {3, 0, 'x', 'x', 'x', 'n', 0, 'c', 'c', 0, 9, 9});
    full.write(plain, 10, plain.length - 10);
    Path file = Files.write(folder.resolve("a.jsonl.gz"), full.toByteArray());

    assertThat(read(file, 0)).extracting(r -> r.event.user).containsExactly("u1");
  }

  @Test
  void readBatch_flippedByteInGzip_endsWithADeadLetter() throws IOException {
    byte[] bytes = gzip(json("u1") + "\n");
    bytes[bytes.length - 6] ^= 1;
    Path file = Files.write(folder.resolve("a.jsonl.gz"), bytes);

    List<SourceRecord> records = read(file, 0);

    assertThat(records.get(records.size() - 1).reason).isEqualTo("UNREADABLE_INPUT");
  }

  @Test
  void readBatch_notGzipAtAll_isOneDeadLetter() throws IOException {
    assertUnreadable(read(write("a.jsonl.gz", json("u1")), 0), "", 1);
  }

  @Test
  void restoreReader_goesOnAfterTheRecordsThatCounted() throws IOException {
    StringBuilder text = new StringBuilder("event_time,user_id\n");
    IntStream.range(0, 1500).forEach(i -> text.append("1704164645,u").append(i).append("\n\n"));
    Path file = write("a.csv", text.toString());

    List<SourceRecord> all = read(file, 0);
    List<SourceRecord> rest = read(file, 1300);

    assertThat(all).hasSize(1500);
    assertThat(rest).hasSize(200);
    assertThat(rest.get(0).event.user).isEqualTo("u1300");
    assertThat(rest.get(0).offset).isEqualTo(all.get(1300).offset);
  }

  @Test
  void readBatch_positionsCountRecords() throws IOException {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, 1000).forEach(i -> text.append(json("u" + i)).append('\n'));
    Path file = write("a.jsonl", text.toString());
    List<Long> positions = new ArrayList<>();

    forEach(FORMAT.restoreReader(new Configuration(), split(file, 10)), positions);

    assertThat(positions).hasSize(990).startsWith(11L, 12L).endsWith(999L, 1000L);
  }

  @Test
  void of_sortsFilesByName_andListsFolders() throws IOException {
    Files.createDirectory(folder.resolve("b"));
    write("b/2.csv", "");
    write("b/0.txt", "");
    write("1.jsonl", "");
    write("3.json.gz", "");

    List<org.apache.flink.core.fs.Path> files =
        InputFiles.of(
            new FileInput(
                List.of(
                    folder.resolve("3.json.gz").toString(),
                    folder.resolve("b").toUri().toString(),
                    folder.resolve("1.jsonl").toString())));

    assertThat(files)
        .extracting(org.apache.flink.core.fs.Path::getName)
        .containsExactly("1.jsonl", "2.csv", "3.json.gz");
  }

  @Test
  void of_refusesWhatIsNotThereOrOfNoForm_allAtOnce() throws IOException {
    write("a.txt", "");
    Files.createDirectory(folder.resolve("empty"));
    FileInput input =
        new FileInput(
            List.of(
                folder.resolve("none.csv").toString(),
                folder.resolve("a.txt").toString(),
                folder.resolve("empty").toString()));

    assertThatThrownBy(() -> InputFiles.of(input))
        .isInstanceOfSatisfying(
            BadSettingsException.class, e -> assertThat(e.problems()).hasSize(3));
  }

  private static int linesOf(InputStream in) {
    int lines = 0;
    try {
      for (int read = in.read(); read >= 0; read = in.read()) {
        lines += read == '\n' ? 1 : 0;
      }
    } catch (IOException e) {
      return lines;
    }
    throw new AssertionError("it was not broken");
  }

  private static void assertUnreadable(List<SourceRecord> records, String bytes, long line) {
    assertThat(records).hasSize(1);
    assertThat(records.get(0).reason).isEqualTo("UNREADABLE_INPUT");
    assertThat(records.get(0).bytes).asString().isEqualTo(bytes);
    assertThat(records.get(0).offset).isEqualTo(line);
  }

  private static List<SourceRecord> read(Path file, long skipped) throws IOException {
    List<SourceRecord> records = new ArrayList<>();
    try (BulkFormat.Reader<SourceRecord> reader =
        skipped == 0
            ? FORMAT.createReader(new Configuration(), split(file, 0))
            : FORMAT.restoreReader(new Configuration(), split(file, skipped))) {
      BulkFormat.RecordIterator<SourceRecord> batch = reader.readBatch();
      while (batch != null) {
        for (RecordAndPosition<SourceRecord> r = batch.next(); r != null; r = batch.next()) {
          records.add(r.getRecord());
        }
        batch.releaseBatch();
        batch = reader.readBatch();
      }
    }
    return records;
  }

  private static void forEach(BulkFormat.Reader<SourceRecord> reader, List<Long> positions)
      throws IOException {
    try (reader) {
      BulkFormat.RecordIterator<SourceRecord> batch = reader.readBatch();
      while (batch != null) {
        for (RecordAndPosition<SourceRecord> r = batch.next(); r != null; r = batch.next()) {
          positions.add(r.getRecordSkipCount());
        }
        batch = reader.readBatch();
      }
    }
  }

  private static FileSourceSplit split(Path file, long skipped) throws IOException {
    long length = Files.size(file);
    return new FileSourceSplit(
        "0",
        new org.apache.flink.core.fs.Path(file.toUri()),
        0,
        length,
        0,
        length,
        new String[0],
        new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, skipped));
  }

  private static String json(String user) {
    return "{\"user_id\":\"" + user + "\",\"event_time\":1704164645}";
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
