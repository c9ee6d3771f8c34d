package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class CsvRowsTest {

  @Test
  void next_readsLinesOfEitherEnd() throws IOException {
    assertThat(rows("a,b\r\nc,d\ne,f")).containsExactly("1 [a, b]", "2 [c, d]", "3 [e, f]");
    assertThat(rows("")).isEmpty();
    assertThat(rows("a\n")).containsExactly("1 [a]");
    assertThat(rows("\n\n")).containsExactly("1 []", "2 []");
  }

  @Test
  void next_readsAQuotedLineBreak() throws IOException {
    assertThat(rows("\"a\nb\r\n\",c\nd,e")).containsExactly("1 [a\nb\r\n, c]", "4 [d, e]");
  }

  @Test
  void next_goesOnBehindAQuoteThatIsNeverClosed() throws IOException {
    assertThat(rows("\"a,b\nc,d\ne,f\n")).containsExactly("1 QUOTES \"a,b", "2 [c, d]", "3 [e, f]");
  }

  @Test
  void next_goesOnBehindAnOpenQuoteFarFromTheEnd() throws IOException {
    String text = "\"a\n" + "x,y\n".repeat(500) + "last,\"one\"";

    assertThat(rows(text))
        .hasSize(502)
        .startsWith("1 QUOTES \"a", "2 [x, y]")
        .endsWith("502 [last, one]");
  }

  @Test
  void next_marksWhatIsNotUtf8() throws IOException {
    try (CsvRows rows = new CsvRows(new ByteArrayInputStream("é,1\nb,2".getBytes(ISO_8859_1)))) {
      assertThat(rows.next().problem()).isEqualTo(RowProblem.NOT_UTF8);
      assertThat(rows.next().fields()).containsExactly("b", "2");
    }
  }

  @Test
  void next_marksALineThatIsTooLongAndDropsItsRest() throws IOException {
    String text = "x".repeat(3 * CsvRows.MAX_LINE) + "\nb,2";
    try (CsvRows rows = new CsvRows(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
      CsvRow first = rows.next();

      assertThat(first.problem()).isEqualTo(RowProblem.TOO_LONG);
      assertThat(first.text()).hasSize(CsvRows.MAX_LINE + 1);
      assertThat(rows.next().fields()).containsExactly("b", "2");
    }
  }

  @Test
  void ofGzip_refusesWhatIsNotGzip() {
    assertThatThrownBy(() -> CsvRows.ofGzip(new ByteArrayInputStream("a,b".getBytes(UTF_8))))
        .isInstanceOf(ZipException.class);
  }

  private static List<String> rows(String text) throws IOException {
    List<String> read = new ArrayList<>();
    try (CsvRows rows = new CsvRows(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
      for (CsvRow row = rows.next(); row != null; row = rows.next()) {
        String what = row.fields() == null ? row.problem() + " " + row.text() : "" + row.fields();
        read.add(row.line() + " " + what);
      }
    }
    return read;
  }
}
