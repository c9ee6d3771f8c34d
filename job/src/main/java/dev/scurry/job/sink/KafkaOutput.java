package dev.scurry.job.sink;

import dev.scurry.job.Operators;
import dev.scurry.job.config.Settings;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * All output in one exactly-once Kafka sink: what a checkpoint covers, in whatever topics, becomes
 * visible to {@code read_committed} readers in one transaction a subtask.
 */
public final class KafkaOutput {

  /**
   * Many small records go out at once, a little later than they could: nobody reads them before the
   * checkpoint. {@code kafka.*} overrules.
   */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          ProducerConfig.LINGER_MS_CONFIG, "20",
          ProducerConfig.BATCH_SIZE_CONFIG, "131072",
          ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");

  private KafkaOutput() {}

  /**
   * @param records all output, see {@link OutputStreams}
   */
  public static void attach(DataStream<OutputRecord> records, Settings settings) {
    KafkaSink<OutputRecord> sink =
        KafkaSink.<OutputRecord>builder()
            .setKafkaProducerConfig(producerProperties(settings))
            .setRecordSerializer(new TopicRecords(settings.sink().topicPrefix()))
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(settings.sink().transactionalIdPrefix())
            .build();
    records.sinkTo(sink).uid(Operators.SINK).name(Operators.SINK);
  }

  private static Properties producerProperties(Settings settings) {
    Properties properties = new Properties();
    properties.putAll(DEFAULTS);
    properties.putAll(settings.kafka());
    properties.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Long.toString(settings.sink().transactionTimeout().toMillis()));
    return properties;
  }
}
