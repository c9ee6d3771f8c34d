package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {

  @Test
  void split_unquotes() {
    assertThat(CsvText.split("a,,\"b,\"\"c\"\"\",\"\",d"))
        .containsExactly("a", "", "b,\"c\"", "", "d");
    assertThat(CsvText.split("")).containsExactly("");
    assertThat(CsvText.split("a,")).containsExactly("a", "");
    assertThat(CsvText.split("\"a\nb\"")).containsExactly("a\nb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "\"a\"b", "\"a", "\"", "a,\"b\"\"", "\"a\" ,b", "a, \"b\""})
  void split_refusesWrongQuotes(String row) {
    assertThat(CsvText.split(row)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "", "a,b", "a\"b", "\"", "a\nb", "a\rb", " é😀"})
  void quoted_isReadBack(String field) {
    assertThat(CsvText.split("x," + CsvText.quoted(field) + ",y")).containsExactly("x", field, "y");
  }

  @Test
  void quoted_leavesPlainFieldsAlone() {
    assertThat(CsvText.quoted("a b;c'")).isEqualTo("a b;c'");
    assertThat(CsvText.quoted("a\"b")).isEqualTo("\"a\"\"b\"");
  }
}
