package dev.scurry.job.source;

import dev.scurry.job.config.Pseudonyms;
import dev.scurry.schema.DeadLetterReason;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes Kafka records inside the source, so that each partition's watermarks follow the events'
 * own times. It never fails on a record.
 */
final class KafkaRecords implements KafkaRecordDeserializationSchema<SourceRecord> {
  private static final long serialVersionUID = 1L;
  private static final byte[] NOTHING = {};

  private final EventDecoder decoder;
  private final long maxAheadMs;
  private final Pseudonyms pseudonyms;

  KafkaRecords(EventDecoder decoder, long maxAheadMs, Pseudonyms pseudonyms) {
    this.decoder = decoder;
    this.maxAheadMs = maxAheadMs;
    this.pseudonyms = pseudonyms;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> kafka, Collector<SourceRecord> out) {
    byte[] bytes = kafka.value() == null ? NOTHING : kafka.value();
    Decoded decoded = checked(decoder.decode(kafka.value()), kafka.timestamp());
    out.collect(
        SourceRecord.of(decoded, bytes)
            .under(pseudonyms)
            .at(kafka.topic(), kafka.partition(), kafka.offset()));
  }

  /** A record without a timestamp of its own has a negative one. */
  private Decoded checked(Decoded decoded, long recordTime) {
    boolean ahead =
        decoded.event() != null
            && recordTime >= 0
            && decoded.event().time - maxAheadMs > recordTime;
    return ahead ? Decoded.dead(DeadLetterReason.AHEAD_OF_CLOCK) : decoded;
  }

  @Override
  public TypeInformation<SourceRecord> getProducedType() {
    return TypeInformation.of(SourceRecord.class);
  }
}
