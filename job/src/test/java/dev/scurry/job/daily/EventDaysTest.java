package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDaysTest {

  @ParameterizedTest
  @CsvSource({
    "temp/distances/day=2025-06-10/part-0.csv.gz, 2025-06-10",
    "day%3D2025-06-10/a+b%2Bc.gz, 2025-06-10",
    "a/day=2025-06-10/h=1/x, 2025-06-10",
    "birthday=1/day=week+3/x, week 3",
    "day=1/day=2/x, 2",
    "a/day=%C3%A4/x, ä"
  })
  void of_isWhatStandsBehindDayInTheKey(String key, String day) {
    assertThat(days(false, entry("bucket", key))).containsExactly(day);
  }

  @Test
  void of_takesTheFirstRecordUnlessAllAreAskedFor() {
    String[] entries = {
      entry("bucket", "d/day=2/x"), entry("bucket", "d/day=1/x"), entry("bucket", "d/day=2/y")
    };

    assertThat(days(false, entries)).containsExactly("2");
    assertThat(days(true, entries)).containsExactly("2", "1");
  }

  @Test
  void of_takesADayThatIsGivenPlainly() {
    assertThat(new EventDays("s3://bucket").of("{\"day\": \"2025-06-10\"}", false))
        .containsExactly("2025-06-10");
  }

  @Test
  void of_passesOverTheBucketWhereTheRootIsAFolder() {
    String event = event(entry("other", "d/day=2/x"));

    assertThat(new EventDays("file:///tmp").of(event, false)).containsExactly("2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | neither Records nor a day",
        "[] | neither Records nor a day",
        "{\"day\": 7} | neither Records nor a day",
        "{\"Records\": []} | neither Records nor a day",
        "{\"Event\": \"s3:TestEvent\"} | neither Records nor a day",
        "{\"Records\": [{}]} | no s3.object.key",
        "{ | no JSON"
      })
  void of_refusesAnEventWithoutADay(String json, String problem) {
    assertThatThrownBy(() -> new EventDays("s3://bucket").of(json, false))
        .isInstanceOf(UnusableDayException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "bucket, distances/2025-06-10.csv.gz, lies in no folder day=",
    "bucket, distances/day=2025-06-10, lies in no folder day=",
    "bucket, distances/birthday=1/x, lies in no folder day=",
    "bucket, day=%zz/x, is not percent-encoded",
    "other, day=1/x, is of bucket other"
  })
  void of_refusesAKeyThatIsOfNoDayHere(String bucket, String key, String problem) {
    assertThatThrownBy(() -> days(false, entry(bucket, key)))
        .isInstanceOf(UnusableDayException.class)
        .hasMessageContaining(problem);
  }

  private static List<String> days(boolean all, String... entries) {
    return new EventDays("s3://bucket").of(event(entries), all);
  }

  private static String event(String... entries) {
    return Stream.of(entries).collect(Collectors.joining(",", "{\"Records\":[", "]}"));
  }

  private static String entry(String bucket, String key) {
    return """
        {"eventSource":"aws:s3","eventName":"ObjectCreated:Put",
         "s3":{"bucket":{"name":"%s"},"object":{"key":"%s","size":1}}}"""
        .formatted(bucket, key);
  }
}
