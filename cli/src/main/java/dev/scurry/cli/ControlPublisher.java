package dev.scurry.cli;

import dev.scurry.job.config.Settings;
import dev.scurry.schema.ControlCommand;
import dev.scurry.schema.WireFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts a command on the control topic. */
final class ControlPublisher {

  private static final int PATIENCE_MS = 10_000;

  private ControlPublisher() {}

  /**
   * Sends it and waits until the broker has it.
   *
   * @return its offset
   * @throws CommandFailedException if the broker does not take it
   */
  static long publish(Settings settings, ControlCommand command) throws InterruptedException {
    String topic = settings.control().topic();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            properties(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
      return producer.send(new ProducerRecord<>(topic, WireFormat.encode(command))).get().offset();
    } catch (ExecutionException e) {
      throw new CommandFailedException(
          "topic '" + topic + "' does not take it: " + e.getCause().getMessage());
    } catch (KafkaException e) {
      throw new CommandFailedException("the broker can't be used: " + e.getMessage());
    }
  }

  private static Map<String, Object> properties(Settings settings) {
    Map<String, Object> properties = new HashMap<>(settings.kafka());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    return properties;
  }
}
