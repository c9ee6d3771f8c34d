package dev.scurry.job.pairs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"key1,key2,distance", "a,b,x\r", "\"a\",\"b\",\"distance\"", ",,_d", "a,b, d \nx"})
  void isFirstOf_threeFieldsOfWhichTheThirdIsAWord(String text) {
    assertThat(is(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a,b,1",
        "a,b,NaN",
        "a,b,inf\r",
        "a,b,Infinity",
        "a,b,-inf",
        "a,b,",
        "a,b",
        "a,b,x,y",
        "1,2,0.5\na,b,x"
      })
  void isFirstOf_nothingElse(String text) {
    assertThat(is(text)).isFalse();
  }

  private static boolean is(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return HeaderLine.isFirstOf(bytes, bytes.length);
  }
}
