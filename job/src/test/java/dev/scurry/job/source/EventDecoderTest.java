package dev.scurry.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.config.ScurryOptions.TimeUnitSetting;
import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import dev.scurry.schema.DeadLetterReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {
  private static final String DEFINITIONS =
      """
      [{"name": "dwell", "aggregate": "mean", "field": "dwell_ms"},
       {"name": "spent", "aggregate": "sum", "field": "amount"},
       {"name": "items", "aggregate": "distinct", "field": "item"},
       {"name": "pages", "aggregate": "distinct", "field": "page"}]""";
  private static final Settings SETTINGS =
      SettingsLoader.load(null, Map.of(), Map.of("features.definitions", DEFINITIONS));
  private static final EventLayout LAYOUT = EventLayout.of(SETTINGS);
  private static final int MAX_BYTES = 1000;

  @Test
  void decode_readsDeclaredFieldsOnly() {
    Event event =
        json(
            """
            {"event_id": "e1", "user_id": "u1", "event_type": "view", "post_id": "p1",
             "event_time": "2024-05-06T07:08:09.123Z", "dwell_ms": 12.5, "page": null,
             "nested": {"user_id": "not me", "list": [1, {"event_time": 3}]}, "other": NaN}""");

    assertThat(event.user).isEqualTo("u1");
    assertThat(event.type).isEqualTo("view");
    assertThat(event.time).isEqualTo(Instant.parse("2024-05-06T07:08:09.123Z").toEpochMilli());
    assertThat(event.values[LAYOUT.numericSlot("dwell_ms")]).isEqualTo(12_500_000);
    assertThat(event.hasValue(LAYOUT.numericSlot("dwell_ms"))).isTrue();
    assertThat(event.hasValue(LAYOUT.numericSlot("amount"))).isFalse();
    assertThat(event.hasKey(LAYOUT.distinctSlot("item"))).isTrue();
    assertThat(event.hasKey(LAYOUT.distinctSlot("page"))).isFalse();
    assertThat(event.original).isNull();
  }

  @Test
  void decode_hashesEqualKeysAlike_whateverTheirKind() {
    Event text = json(event("\"page\": \"17\""));
    Event number = json(event("\"page\": 17"));
    Event other = json(event("\"page\": 18"));

    int slot = LAYOUT.distinctSlot("page");
    assertThat(text.keys[slot]).isEqualTo(number.keys[slot]).isNotEqualTo(other.keys[slot]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2024-01-02T03:04:05Z             | 1704164645000
          2024-01-02t03:04:05z             | 1704164645000
          2024-01-02T03:04:05.9999Z        | 1704164645999
          2024-01-02T05:04:05+02:00        | 1704164645000
          2024-01-02T05:04:05+0200         | 1704164645000
          2024-01-02T05:04:05+02           | 1704164645000
          2024-01-01T22:04:05-05:00        | 1704164645000
          2024-01-02T03:04:05              | 1704164645000
          2024-01-02 03:04:05              | 1704164645000
          2024-01-02 03:04:05+00:00        | 1704164645000
          2024-01-02T03:04                 | 1704164640000
          2024-01-02                       | 1704153600000
          1704164645                       | 1704164645000
          1704164645000                    | 1704164645000
          1704164645.123                   | 1704164645123
          1704164645.1239                  | 1704164645123
          1704164645123.9                  | 1704164645123
          1.704164645e9                    | 1704164645000
          1.704164645e12                   | 1704164645000
          2000-01-01T00:00:00Z             | 946684800000
          2099-12-31T23:59:59.999Z         | 4102444799999
          """)
  void decode_readsTimes(String text, long expected) {
    assertThat(json("{\"user_id\":1,\"event_time\":\"" + text + "\"}").time).isEqualTo(expected);
    if (Character.isDigit(text.charAt(text.length() - 1)) && text.indexOf('-') < 0) {
      assertThat(json("{\"user_id\":1,\"event_time\":" + text + "}").time).isEqualTo(expected);
    }
  }

  @Test
  void decode_readsWhateverInstantPrints() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      Instant instant =
          Instant.ofEpochMilli(random.nextLong(946_684_800_000L, 4_102_444_800_000L))
              .truncatedTo(i % 2 == 0 ? ChronoUnit.SECONDS : ChronoUnit.MILLIS)
              .plusNanos(i % 3 == 0 ? random.nextInt(1_000_000) : 0);
      String text = "{\"user_id\":1,\"event_time\":\"" + instant + "\"}";
      assertThat(json(text).time).as(text).isEqualTo(instant.toEpochMilli());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-30T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "2024-13-01T00:00:00Z",
        "2024-00-01T00:00:00Z",
        "2024-01-00T00:00:00Z",
        "2024-01-01T24:00:00Z",
        "2024-01-01T00:60:00Z",
        "2024-01-01T00:00:60Z",
        "2024-01-01T00:00:00.1234567890Z",
        "2024-01-01T00:00:00,5Z",
        "2024-01-01T0x:00:00Z",
        "2024/01/01T00:00:00Z",
        "2024-01-01T00:00:00ZZ",
        "2024-01-01T00:00:00+25:00",
        "20240101T000000Z"
      })
  void decode_timeThatIsNone_isUndecodable(String time) {
    assertThat(decode(bytes("{\"user_id\":1,\"event_time\":\"" + time + "\"}")).reason())
        .isEqualTo(DeadLetterReason.UNDECODABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "S, 1704164645, 1704164645000",
    "MS, 1704164645000, 1704164645000",
    "AUTO, 99999999999, -1",
    "AUTO, 100000000000, -1",
    "S, 1704164645000, -1",
    "MS, 1704164645, -1",
    "AUTO, 1e300, -1",
    "AUTO, -1704164645, -1",
    "AUTO, 946684799.999, -1",
    "AUTO, 4102444800, -1",
    "AUTO, 1e-999999999, -1",
  })
  void decode_numericTime_followsTheUnit(TimeUnitSetting unit, String text, long expected) {
    Decoded decoded =
        new EventDecoder(LAYOUT, new JsonForm(), unit, MAX_BYTES)
            .decode(bytes("{\"user_id\":1,\"event_time\":" + text + "}"));

    if (expected < 0) {
      assertThat(decoded.reason()).isEqualTo(DeadLetterReason.TIME_OUT_OF_RANGE);
    } else {
      assertThat(decoded.event().time).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {                                                         | UNDECODABLE
          {"user_id":"u","event_time":1704164645                    | UNDECODABLE
          {"user_id":"u","event_time":1704164645} x                 | UNDECODABLE
          {"user_id":"u","event_time":1704164645}{}                 | UNDECODABLE
          {"user_id":"u","user_id":"v","event_time":1704164645}     | UNDECODABLE
          {"user_id":"u","x":{"a":1,"a":2},"event_time":1704164645} | UNDECODABLE
          ["u",1704164645]                                          | UNDECODABLE
          null                                                      | UNDECODABLE
          17                                                        | UNDECODABLE
          {'user_id':'u'}                                           | UNDECODABLE
          {"user_id":"u","event_time":"yesterday"}                  | UNDECODABLE
          {"user_id":"u","event_time":"2024-02-30T00:00:00Z"}       | UNDECODABLE
          {"user_id":"u","event_time":"2024-13-01"}                 | UNDECODABLE
          {"user_id":"u","event_time":true}                         | UNDECODABLE
          {"user_id":"u","event_time":[1704164645]}                 | UNDECODABLE
          {}                                                        | MISSING_USER
          {"user_id":"","event_time":1704164645}                    | MISSING_USER
          {"user_id":null,"event_time":1704164645}                  | MISSING_USER
          {"user_id":true,"event_time":1704164645}                  | MISSING_USER
          {"user_id":{"id":"u"},"event_time":1704164645}            | MISSING_USER
          {"user_id":NaN,"event_time":1704164645}                   | MISSING_USER
          {"user_id":"u"}                                           | MISSING_TIME
          {"user_id":"u","event_time":null}                         | MISSING_TIME
          {"user_id":"u","event_time":""}                           | MISSING_TIME
          {"user_id":"u","event_time":NaN}                          | NOT_A_NUMBER
          {"user_id":"u","event_time":-Infinity}                    | NOT_A_NUMBER
          {"user_id":"u","event_time":"1999-12-31T23:59:59.999Z"}   | TIME_OUT_OF_RANGE
          {"user_id":"u","event_time":"2100-01-01T00:00:00Z"}       | TIME_OUT_OF_RANGE
          {"user_id":"u","event_time":0}                            | TIME_OUT_OF_RANGE
          """)
  void decode_saysWhyARecordIsNoEvent(String text, DeadLetterReason reason) {
    assertThat(decode(bytes(text)).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          0                       | 0
          -0.0                    | 0
          1                       | 1000000
          "2.5"                   | 2500000
          " 2.5 "                 | 2500000
          0.0000005               | 0
          0.0000015               | 2
          -0.0000015              | -2
          1e3                     | 1000000000
          1E-6                    | 1
          1e-999999999            | 0
          1e-99999999999999999999 | 0
          0e99999999999999999999  | 0
          9199999999999.999999    | 9199999999999999999
          -9199999999999.999999   | -9199999999999999999
          """)
  void decode_readsNumbersAsMillionths(String number, long expected) {
    Event event = json(event("\"amount\": " + number));

    assertThat(event.values[LAYOUT.numericSlot("amount")]).isEqualTo(expected);
    assertThat(event.hasValue(LAYOUT.numericSlot("amount"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          NaN                    | NOT_A_NUMBER
          "NaN"                  | NOT_A_NUMBER
          Infinity               | NOT_A_NUMBER
          -Infinity              | NOT_A_NUMBER
          "twelve"               | NOT_A_NUMBER
          "1,5"                  | NOT_A_NUMBER
          "0x10"                 | NOT_A_NUMBER
          true                   | NOT_A_NUMBER
          {"a": 1}               | NOT_A_NUMBER
          [1]                    | NOT_A_NUMBER
          9.2e12                 | NUMBER_TOO_LARGE
          -9.2e12                | NUMBER_TOO_LARGE
          9223372036854775808    | NUMBER_TOO_LARGE
          1e999999999            | NUMBER_TOO_LARGE
          -1e99999999999999999999| NUMBER_TOO_LARGE
          """)
  void decode_refusesNumbersThatDoNotFit(String number, DeadLetterReason reason) {
    assertThat(decode(bytes(event("\"amount\": " + number))).reason()).isEqualTo(reason);
  }

  @Test
  void decode_numberOfAMillionDigits_isTooLargeAtOnce() {
    EventDecoder decoder =
        new EventDecoder(LAYOUT, new JsonForm(), TimeUnitSetting.AUTO, 10_000_000);
    byte[] record = bytes(event("\"amount\": " + "9".repeat(1_000_000)));

    Decoded decoded =
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> decoder.decode(record));

    assertThat(decoded.reason()).isEqualTo(DeadLetterReason.NUMBER_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\" \""})
  void decode_absentNumber_isJustNotThere(String number) {
    assertThat(json(event("\"amount\": " + number)).hasValue).isZero();
  }

  @Test
  void decode_recordWithoutBytes_isUndecodable() {
    assertThat(decode(null).reason()).isEqualTo(DeadLetterReason.UNDECODABLE);
    assertThat(decode(new byte[0]).reason()).isEqualTo(DeadLetterReason.UNDECODABLE);
  }

  @Test
  void decode_invalidUtf8_isUndecodable_evenInAFieldNobodyReads() {
    byte[] record = bytes(event("\"other\": \"?\""));
    assertThat(decode(record).event()).isNotNull();
    record[indexOf(record, '?')] = (byte) 0xC3;

    assertThat(decode(record).reason()).isEqualTo(DeadLetterReason.UNDECODABLE);
  }

  @Test
  void decode_replacementCharacterAsSuch_isText() {
    assertThat(json("{\"user_id\":\"\uFFFD\",\"event_time\":1704164645}").user).isEqualTo("\uFFFD");
  }

  @Test
  void decode_oversized_isToldFromTheSizeAlone() {
    assertThat(decode(new byte[MAX_BYTES + 1]).reason()).isEqualTo(DeadLetterReason.OVERSIZED);
    assertThat(decode(new byte[MAX_BYTES]).reason()).isEqualTo(DeadLetterReason.UNDECODABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_id", "event_type", "post_id"})
  void decode_halfASurrogatePair_isUndecodable_asItHasNoUtf8(String field) {
    for (String half : List.of("\\ud800", "\\udc00", "x\\ud800y", "\\udc00\\ud800")) {
      assertThat(decode(bytes(with(field, half))).reason()).isEqualTo(DeadLetterReason.UNDECODABLE);
    }
    assertThat(decode(bytes(with(field, "\\ud83d\\ude00"))).reason()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_id", "event_type"})
  void decode_longName_isOversized_asItIsRepeatedInOutput(String field) {
    EventDecoder decoder = new EventDecoder(LAYOUT, new JsonForm(), TimeUnitSetting.AUTO, 10_000);

    assertThat(decoder.decode(bytes(with(field, "x".repeat(1024)))).reason()).isNull();
    assertThat(decoder.decode(bytes(with(field, "x".repeat(1025)))).reason())
        .isEqualTo(DeadLetterReason.OVERSIZED);
  }

  private static String with(String field, String value) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("user_id", "u");
    fields.put("event_type", "view");
    fields.put("post_id", "p");
    fields.put(field, value);
    StringBuilder json = new StringBuilder("{\"event_time\":1704164645");
    fields.forEach((name, text) -> json.append(",\"" + name + "\":\"" + text + "\""));
    return json.append('}').toString();
  }

  @Test
  void decode_deepNesting_isUndecodable() {
    EventDecoder decoder =
        new EventDecoder(LAYOUT, new JsonForm(), TimeUnitSetting.AUTO, 10_000_000);

    assertThat(decoder.decode(bytes(event("\"x\": " + "[".repeat(100_000)))).reason())
        .isEqualTo(DeadLetterReason.UNDECODABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1704164645,u1,view,p1          | u1   | view
          1704164645,"u,1",view,p1       | u,1  | view
          1704164645,"u""1",,p1          | u"1  |
          1704164645,u1                  | u1   |
          """)
  void decode_csv_readsColumnsByName(String line, String user, String type) {
    Decoded decoded = csv().decode(bytes(line));

    assertThat(decoded.reason()).isNull();
    assertThat(decoded.event().user).isEqualTo(user);
    assertThat(decoded.event().type).isEqualTo(type);
    assertThat(decoded.event().time).isEqualTo(1704164645000L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1704164645,"u1,view,p1          | UNDECODABLE
          1704164645,u1,view,p1,9,x       | UNDECODABLE
          1704164645,,view,p1             | MISSING_USER
          ,u1,view,p1                     | MISSING_TIME
          1704164645,u1,view,p1,NaN       | NOT_A_NUMBER
          """)
  void decode_csv_saysWhyALineIsNoEvent(String line, DeadLetterReason reason) {
    assertThat(csv().decode(bytes(line)).reason()).isEqualTo(reason);
  }

  @Test
  void decode_csv_secondLineInOneRecord_isUndecodable() {
    assertThat(csv().decode(bytes("1704164645,u1\n1704164645,u2")).reason())
        .isEqualTo(DeadLetterReason.UNDECODABLE);
    assertThat(csv().decode(bytes("1704164645,u1\n")).event().user).isEqualTo("u1");
  }

  @Test
  void decode_afterSerialization_worksAlike() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(csv());
    }
    ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));

    EventDecoder copy = (EventDecoder) in.readObject();

    assertThat(copy.decode(bytes("1704164645,u1")).event().user).isEqualTo("u1");
  }

  private static EventDecoder csv() {
    return new EventDecoder(
        LAYOUT,
        new CsvForm(List.of("event_time", "user_id", "event_type", "post_id", "amount")),
        TimeUnitSetting.AUTO,
        MAX_BYTES);
  }

  private static Decoded decode(byte[] bytes) {
    return new EventDecoder(LAYOUT, new JsonForm(), TimeUnitSetting.AUTO, MAX_BYTES).decode(bytes);
  }

  private static Event json(String text) {
    Decoded decoded = decode(bytes(text));
    assertThat(decoded.reason()).isNull();
    return decoded.event();
  }

  private static String event(String more) {
    return "{\"user_id\":\"u\",\"event_time\":1704164645," + more + "}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int indexOf(byte[] bytes, char wanted) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(wanted);
  }
}
