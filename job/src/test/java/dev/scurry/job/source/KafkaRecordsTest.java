package dev.scurry.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.config.Pseudonyms;
import dev.scurry.job.config.ScurryOptions.TimeUnitSetting;
import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaRecordsTest {
  private static final Settings SETTINGS = SettingsLoader.load(null, Map.of(), Map.of());
  private static final long TIME = 1_704_164_645_000L;
  private static final Pseudonyms PSEUDONYMS =
      Pseudonyms.of(
          SettingsLoader.load(
              null,
              Map.of(),
              Map.of(
                  "privacy.pseudonymise",
                  "true",
                  "privacy.key",
                  "0123456789abcdef0123456789abcdef")));

  @ParameterizedTest
  @CsvSource({"-1, ", "1704164645000, ", "1704164635000, ", "1704164634999, AHEAD_OF_CLOCK"})
  void deserialize_comparesWithTheRecordsOwnTimestamp(long recordTime, String reason) {
    SourceRecord source =
        deserialize("{\"user_id\":\"u\",\"event_time\":" + TIME + "}", recordTime);

    assertThat(source.reason).isEqualTo(reason);
    assertThat(source.event == null).isEqualTo(reason != null);
    assertThat(source.topic).isEqualTo("activity");
    assertThat(source.partition).isEqualTo(3);
    assertThat(source.offset).isEqualTo(42);
  }

  @Test
  void deserialize_tombstone_isADeadLetterWithoutBytes() {
    SourceRecord source = deserialize(null, TIME);

    assertThat(source.reason).isEqualTo("UNDECODABLE");
    assertThat(source.bytes).isEmpty();
    assertThat(source.length).isZero();
  }

  @Test
  void deserialize_longDeadLetter_isCutWithItsLengthAndChecksum() {
    SourceRecord source = deserialize("x".repeat(300_000), TIME);

    assertThat(source.bytes).hasSize(Excerpt.LIMIT);
    assertThat(source.length).isEqualTo(300_000);
    assertThat(source.sha256).hasSize(64);
  }

  @Test
  void deserialize_underPseudonyms_givesTheEventWithoutItsUserAndItsBytes() {
    SourceRecord source =
        deserialize("{\"user_id\":\"alice\",\"event_time\":" + TIME + "}", TIME, PSEUDONYMS);

    assertThat(source.event.user).isEqualTo("Qz3rRUZ-TlPbq6WUyIvDog");
    assertThat(source.bytes).isNull();
    assertThat(source.sha256).isNull();
    assertThat(source.length).isEqualTo(46);
  }

  @Test
  void deserialize_deadLetterUnderPseudonyms_hasLengthAndChecksumInsteadOfBytes() {
    SourceRecord source = deserialize("abc", TIME, PSEUDONYMS);

    assertThat(source.bytes).isNull();
    assertThat(source.length).isEqualTo(3);
    assertThat(source.sha256)
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(deserialize("x".repeat(300_000), TIME, PSEUDONYMS).sha256)
        .isEqualTo(deserialize("x".repeat(300_000), TIME).sha256);
  }

  private static SourceRecord deserialize(String value, long recordTime) {
    return deserialize(value, recordTime, Pseudonyms.none());
  }

  private static SourceRecord deserialize(String value, long recordTime, Pseudonyms pseudonyms) {
    EventDecoder decoder =
        new EventDecoder(
            EventLayout.of(SETTINGS), new JsonForm(), TimeUnitSetting.AUTO, 10_000_000);
    List<SourceRecord> out = new ArrayList<>();
    new KafkaRecords(decoder, 10_000, pseudonyms)
        .deserialize(
            new ConsumerRecord<>(
                "activity",
                3,
                42,
                recordTime,
                recordTime < 0 ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME,
                -1,
                -1,
                null,
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty()),
            new ToList(out));
    return out.get(0);
  }

  private record ToList(List<SourceRecord> list) implements Collector<SourceRecord> {

    @Override
    public void collect(SourceRecord source) {
      list.add(source);
    }

    @Override
    public void close() {}
  }
}
