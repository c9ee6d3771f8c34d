package dev.scurry.cli.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorFileTest {

  @TempDir Path folder;

  private final List<RejectedRow> rejected = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,2\n3,4\n",
        "1,2\n3,4",
        "1,2\r\n3,4\r\n",
        "\uFEFF1,2\n3,4\n",
        "\n1,2\n \n\r\n3,4\n\n",
        " 1 ,\t2\n+3,4e0 \n",
        "\"1\",\"2\"\n3.0,.4e1\n"
      })
  void all_readsWhatPeopleWrite(String text) throws IOException {
    assertThat(file(text).all()).containsExactly(1, 2, 3, 4);
    assertThat(rejected).isEmpty();
  }

  @Test
  void all_readsEveryDoubleAsJavaDoes() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    double[] expected = new double[3000];
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-80, 60));
      text.append(expected[i]).append(i % 3 == 2 ? '\n' : ',');
    }
    assertThat(file(text.toString()).all()).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "5,x      | column 2 is no number: 'x'",
        "0x1p3,1  | column 1 is no number: '0x1p3'",
        "1d,1     | column 1 is no number: '1d'",
        "1e,1     | column 1 is no number: '1e'",
        "1 2,1    | column 1 is no number: '1 2'",
        "1,NaN    | column 2 is not finite: 'NaN'",
        "-inf,1   | column 1 is not finite: '-inf'",
        "1e71,1   | column 1 is beyond 1e70: '1e71'",
        "1,-1e999 | column 2 is beyond 1e70: '-1e999'",
        "1,       | column 2 is empty",
        ",,       | column 1 is empty",
        "1,2,3    | 3 columns instead of 2",
        "1        | 1 columns instead of 2",
        "1;2      | column 1 is no number: '1;2'",
        "a,b      | column 1 is no number: 'a'",
        "\"1,2    | column 1 is no number: '\"1,2'",
      })
  void read_tellsOfWhatIsNoRowAndGoesOn(String line, String reason) throws IOException {
    VectorFile file = file("1,2\n" + line + "\n3,4\n");

    assertThat(file.all()).containsExactly(1, 2, 3, 4);
    assertThat(rejected)
        .containsExactly(new RejectedRow(folder.resolve("rows.csv"), 2, reason, line));
    assertThat(file.rejected()).isEqualTo(1);
    assertThat(file.rows()).isEqualTo(2);
  }

  @Test
  void read_tellsOfRejectedRowsInTheFirstPassOnly() throws IOException {
    VectorFile inMemory = file("x\n1\n2\n");
    VectorFile again = VectorFile.open(inMemory.path(), VectorLayout.PLAIN, 0, rejected::add, 0);

    for (VectorFile file : List.of(inMemory, again)) {
      rejected.clear();
      for (int pass = 0; pass < 3; pass++) {
        assertThat(batches(file, 1)).isDeepEqualTo(new double[][] {{1}, {2}});
      }
      assertThat(rejected).hasSize(1);
      assertThat(file.rejected()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,7", "0,1000", "1000000,7", "1000000,1000", "1000000,10", "20,7"})
  void read_givesTheSameRowsInEveryPass(long memory, int otherSize) throws IOException {
    StringBuilder text = new StringBuilder();
    double[] expected = new double[200];
    for (int i = 0; i < 100; i++) {
      text.append(i).append(',').append(-i).append('\n');
      expected[2 * i] = i;
      expected[2 * i + 1] = -i;
    }
    Path path = Files.writeString(folder.resolve("rows.csv"), text);
    VectorFile file = VectorFile.open(path, VectorLayout.PLAIN, 0, RejectedRows.REFUSED, memory);

    for (int rows : new int[] {10, otherSize, 10, 1, 99}) {
      double[][] batches = batches(file, rows);
      assertThat(concatenated(batches)).containsExactly(expected);
      for (int batch = 0; batch < batches.length; batch++) {
        assertThat(batches[batch]).hasSize(2 * Math.min(rows, 100 - batch * rows));
      }
    }
  }

  @Test
  void read_afterTheFileHasChanged_isRefused() throws IOException {
    Path path = Files.writeString(folder.resolve("rows.csv"), "1\n2\n");
    VectorFile file = VectorFile.open(path, VectorLayout.PLAIN, 0, RejectedRows.REFUSED, 0);
    batches(file, 10);
    Files.writeString(path, "1\n2\n3\n");

    assertThatThrownBy(() -> batches(file, 10))
        .isInstanceOf(VectorFileException.class)
        .hasMessage(path + ": has changed while it was read: 3 rows after 2");
  }

  @Test
  void open_skipsLabels() throws IOException {
    Path path = Files.writeString(folder.resolve("rows.csv"), "\"Doe, \"\"J\"\"\",x,1,2\nb,,3,4\n");
    VectorFile file = VectorFile.open(path, new VectorLayout(2, ','), RejectedRows.REFUSED);

    assertThat(file.dimensions()).isEqualTo(2);
    assertThat(file.all()).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {"~;~|~1;2~", "~\t~|~ 1\t2~", "~ ~|~  1   2 ~"})
  void open_takesOtherDelimiters(char delimiter, String line) throws IOException {
    Path path = Files.writeString(folder.resolve("rows.csv"), line + "\n");

    assertThat(VectorFile.open(path, new VectorLayout(0, delimiter), RejectedRows.REFUSED).all())
        .containsExactly(1, 2);
  }

  @Test
  void open_unzipsEveryMember() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (String member : List.of("1,2\n3", ",4\n", "5,6")) {
      try (OutputStream gzip = new GZIPOutputStream(members)) {
        gzip.write(member.getBytes(UTF_8));
      }
    }
    Path path = Files.write(folder.resolve("rows.csv.GZ"), members.toByteArray());

    assertThat(VectorFile.open(path, VectorLayout.PLAIN, RejectedRows.REFUSED).all())
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void read_ofAGzipThatBreaksOff_fails() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(whole)) {
      gzip.write("1,2\n".repeat(1000).getBytes(UTF_8));
    }
    byte[] half = Arrays.copyOf(whole.toByteArray(), whole.size() - 9);
    Path path = Files.write(folder.resolve("rows.csv.gz"), half);

    assertThatThrownBy(() -> VectorFile.open(path, VectorLayout.PLAIN, RejectedRows.COUNTED).all())
        .isInstanceOf(VectorFileException.class)
        .hasMessageMatching(".*rows.csv.gz: behind line \\d+: gzip ends in the middle");
  }

  @Test
  void read_refusing_endsAtTheFirstBadLine() throws IOException {
    Path path = Files.writeString(folder.resolve("rows.csv"), "a,b\n1,2\n");

    assertThatThrownBy(() -> VectorFile.open(path, VectorLayout.PLAIN, RejectedRows.REFUSED).all())
        .isInstanceOf(VectorFileException.class)
        .hasMessage(path + ": line 1: column 1 is no number: 'a'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~|is empty",
        "~\n \r\n~|is empty",
        "~1;2\n~|no line is a row of numbers; line 1: column 1 is no number: '1;2' (is it --delimiter ';'?)",
        "~1\t2\n~|no line is a row of numbers; line 1: column 1 is no number: '1?2' (is it --delimiter tab?)",
        "~\nx\ny\n~|no line is a row of numbers; line 2: column 1 is no number: 'x'"
      })
  void open_ofAFileWithoutRows_isRefused(String text, String message) {
    assertThatThrownBy(() -> file(text))
        .isInstanceOf(VectorFileException.class)
        .hasMessage(folder.resolve("rows.csv") + ": " + message);
  }

  @Test
  void open_ofWhatIsNoFile_isRefused() {
    assertThatThrownBy(
            () -> VectorFile.open(folder.resolve("none"), VectorLayout.PLAIN, RejectedRows.COUNTED))
        .hasMessage(folder.resolve("none") + ": no such file");
    assertThatThrownBy(() -> VectorFile.open(folder, VectorLayout.PLAIN, RejectedRows.COUNTED))
        .hasMessage(folder + ": is no file that can be read more than once");
  }

  @Test
  void read_ofMoreThanTheBuffer_losesNothing() throws IOException {
    String wide = "1.25,".repeat(100_000) + "2";
    VectorFile file = file(wide + "\n" + wide + "\n" + "7".repeat(17 << 20) + "\n" + wide);

    double[] all = file.all();

    assertThat(file.dimensions()).isEqualTo(100_001);
    assertThat(all).hasSize(300_003);
    assertThat(Arrays.stream(all).sum()).isEqualTo(3 * (125_000 + 2));
    assertThat(rejected).hasSize(1);
    assertThat(rejected.get(0).reason()).isEqualTo("longer than 16 MiB");
    assertThat(rejected.get(0).text()).isEqualTo("7".repeat(1024));
    assertThat(rejected.get(0).line()).isEqualTo(3);
  }

  private VectorFile file(String text) throws IOException {
    Path path = Files.writeString(folder.resolve("rows.csv"), text);
    return VectorFile.open(path, VectorLayout.PLAIN, rejected::add);
  }

  private static double[][] batches(VectorFile file, int rows) throws IOException {
    List<double[]> batches = new ArrayList<>();
    file.read(rows, batch -> batches.add(batch.clone()));
    return batches.toArray(double[][]::new);
  }

  private static double[] concatenated(double[][] batches) {
    return Arrays.stream(batches).flatMapToDouble(Arrays::stream).toArray();
  }
}
