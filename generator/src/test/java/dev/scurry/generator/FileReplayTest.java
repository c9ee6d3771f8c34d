package dev.scurry.generator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.generator.ActivityRecord.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileReplayTest {

  static final FieldMapping COMMITS =
      new FieldMapping("user", "event", "item", "timestamp", "event_id");

  @TempDir Path folder;

  @Test
  void next_renamesColumnsAndKeepsValuesAsText() throws IOException {
    List<ActivityRecord> records =
        replay(
            "a.csv",
            "timestamp,user,event,item,size\n1714091512,u7,modify,\"a,\"\"b\"\"\",007\n",
            COMMITS);

    assertThat(values(records))
        .containsExactly(
            "{\"event_time\":\"1714091512\",\"event_type\":\"modify\","
                + "\"post_id\":\"a,\\\"b\\\"\",\"size\":\"007\",\"user_id\":\"u7\"}");
    assertThat(records.get(0))
        .returns("u7", ActivityRecord::key)
        .returns(null, ActivityRecord::timestamp)
        .returns(null, ActivityRecord::partition)
        .returns(Kind.NORMAL, ActivityRecord::kind);
  }

  @Test
  void next_leavesOutEmptyAndMissingValues() throws IOException {
    assertThat(values(replay("a.csv", "user,timestamp,event,item\n,5,,x\nu\n", COMMITS)))
        .containsExactly("{\"event_time\":\"5\",\"post_id\":\"x\"}", "{\"user_id\":\"u\"}");
  }

  @Test
  void next_givesRowThatCannotBeReadAsItStands() throws IOException {
    List<ActivityRecord> records =
        replay("a.csv", "user,timestamp,event,item\nu,1,2,3,4\n\"u,1\nu,1\n", COMMITS);

    assertThat(values(records)).startsWith("u,1,2,3,4", "\"u,1").hasSize(3);
    assertThat(records.stream().map(ActivityRecord::kind))
        .containsExactly(Kind.MALFORMED, Kind.MALFORMED, Kind.NORMAL);
    assertThat(records.get(0).key()).isNull();
  }

  @Test
  void next_keepsBytesThatAreNoText() throws IOException {
    Path file = folder.resolve("a.csv");
    byte[] line = "ü,1".getBytes(ISO_8859_1);
    Files.write(file, "user,timestamp,event,item\n".getBytes(UTF_8));
    Files.write(file, line, StandardOpenOption.APPEND);

    assertThat(drain(FileReplay.open(file, COMMITS)).get(0).value()).isEqualTo(line);
  }

  @Test
  void next_readsLinesOfWindowsWithMarkAndEmptyOnes() throws IOException {
    assertThat(values(replay("a.csv", "\uFEFFuser,timestamp,event,item\r\n\r\nu,1\r\n\n", COMMITS)))
        .containsExactly("{\"event_time\":\"1\",\"user_id\":\"u\"}");
  }

  @Test
  void next_dropsColumnWhoseNameAnotherTakes() throws IOException {
    assertThat(values(replay("a.csv", "user,user_id,timestamp,event,item\nu,9,1,,\n", COMMITS)))
        .containsExactly("{\"event_time\":\"1\",\"user_id\":\"u\"}");
  }

  @Test
  void next_givesLineOfCanonicalJsonAsItStands() throws IOException {
    String line = "{ \"user_id\" : 17, \"event_time\":1.70e9, \"event_time_zone\":null}";
    List<ActivityRecord> records = replay("a.jsonl", line + "\n", FieldMapping.CANONICAL);

    assertThat(values(records)).containsExactly(line);
    assertThat(records.get(0).key()).isEqualTo("17");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"user\":\"u\",\"timestamp\":1.70E9} | {\"user_id\":\"u\",\"event_time\":1.70E9}",
        "{\"timestamp\":NaN,\"user\":1e2}      | {\"event_time\":NaN,\"user_id\":1e2}",
        "{\"x\":{\"user\":[1.0,{}]},\"user\":\"\"} | {\"x\":{\"user\":[1.0,{}]},\"user_id\":\"\"}",
        "{\"user_id\":1,\"user\":null,\"b\":true}  | {\"user_id\":null,\"b\":true}"
      })
  void next_renamesFieldsOfJsonAndKeepsTheirValues(String line, String expected)
      throws IOException {
    assertThat(values(replay("a.ndjson", line, COMMITS))).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"user\":\"u\",\"user\":\"v\"}",
        "{\"user\":\"u\"",
        "{\"user\":\"u\"} {}",
        "[1]",
        "user",
        "{\"user\":{\"a\":1}"
      })
  void next_givesLineThatIsNoObjectAsItStands(String line) throws IOException {
    List<ActivityRecord> records = replay("a.json", line, COMMITS);

    assertThat(values(records)).containsExactly(line);
    assertThat(records.get(0).kind()).isEqualTo(Kind.MALFORMED);
  }

  @Test
  void next_readsRealFile() throws IOException {
    Path file = copyOfRealFile(folder);
    try (FileReplay replay = FileReplay.open(file, COMMITS)) {
      List<ActivityRecord> records = drain(replay);

      assertThat(replay.report()).isEqualTo(new ReplayReport(18_857, 18_857, 0));
      assertThat(records.stream().map(ActivityRecord::key).distinct()).hasSize(330);
      assertThat(new String(records.get(0).value(), UTF_8))
          .startsWith(
              "{\"event_time\":\"1779267318\",\"event_type\":\"delete\",\"post_id\":\"apache");
    }
  }

  @Test
  void hasNext_failsWhereGzipIsCutOff() throws IOException {
    byte[] whole = Files.readAllBytes(copyOfRealFile(folder));
    Path file = folder.resolve("cut.csv.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    List<ActivityRecord> records = new ArrayList<>();
    FileReplay replay = FileReplay.open(file, COMMITS);

    assertThatThrownBy(() -> replay.forEachRemaining(records::add))
        .isInstanceOf(ReplayException.class)
        .hasMessage(file + " is cut off after " + records.size() + " rows");
    assertThat(records).hasSizeBetween(5000, 15_000);
    assertThat(replay.report().malformed()).isZero();
    replay.close();
  }

  @Test
  void open_readsGzipOfSeveralMembers() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(gzip("user,timestamp,event,item\nu,1\n"));
    bytes.write(gzip("v,2\n"));
    Path file = folder.resolve("a.csv.gz");
    Files.write(file, bytes.toByteArray());

    assertThat(drain(FileReplay.open(file, COMMITS))).hasSize(2);
  }

  @Test
  void open_saysWhatIsWrong() throws IOException {
    Path missing = folder.resolve("none.csv");
    assertThatThrownBy(() -> FileReplay.open(missing, COMMITS))
        .hasMessage(missing + ": no such file");
    assertThatThrownBy(() -> FileReplay.open(folder.resolve("a.txt"), COMMITS))
        .hasMessageContaining("neither .csv nor .jsonl");
    assertThatThrownBy(() -> replay("b.csv", "who,timestamp,event,item\n", COMMITS))
        .hasMessage(
            folder.resolve("b.csv")
                + " has no column 'user'; its columns are who, timestamp, event, item");
    assertThatThrownBy(() -> replay("c.csv", "", COMMITS)).hasMessageEndingWith("has no header");
    Path noGzip = Files.writeString(folder.resolve("d.csv.gz"), "user,timestamp\n");
    assertThatThrownBy(() -> FileReplay.open(noGzip, COMMITS))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("d.csv.gz can't be read: Not in GZIP format");
  }

  @Test
  void mapping_refusesOneFieldForTwoParts() {
    assertThatThrownBy(() -> new FieldMapping("a", "b", "c", "a", "d"))
        .hasMessage("two parts of an event can't have the same field");
  }

  /** Licence and origin lie beside the file. */
  static Path copyOfRealFile(Path folder) throws IOException {
    Path copy = folder.resolve("events-04.csv.gz");
    try (InputStream in = FileReplayTest.class.getResourceAsStream("/activity/events-04.csv.gz")) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }

  private List<ActivityRecord> replay(String name, String text, FieldMapping mapping)
      throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    try (FileReplay replay = FileReplay.open(file, mapping)) {
      return drain(replay);
    }
  }

  private static List<ActivityRecord> drain(FileReplay replay) {
    List<ActivityRecord> records = new ArrayList<>();
    replay.forEachRemaining(records::add);
    return records;
  }

  private static List<String> values(List<ActivityRecord> records) {
    return records.stream().map(r -> new String(r.value(), UTF_8)).toList();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
