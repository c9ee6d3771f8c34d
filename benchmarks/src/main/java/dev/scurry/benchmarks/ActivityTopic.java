package dev.scurry.benchmarks;

import dev.scurry.embedded.EmbeddedKafka;
import dev.scurry.generator.GeneratorConfig;
import dev.scurry.generator.KafkaPublisher;
import dev.scurry.generator.PersonaStream;
import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import java.util.HashMap;
import java.util.Map;

/** An embedded broker with generated events in it. */
record ActivityTopic(EmbeddedKafka kafka, GeneratorConfig crowd) implements AutoCloseable {
  static final int PARTITIONS = 4;
  private static final String TOPIC = "activity";

  /** Invented users as {@code scurry generate} makes them, each with so many events a day. */
  static GeneratorConfig crowd(long events, int eventsPerUserAndDay, int days) {
    return GeneratorConfig.builder()
        .events(events)
        .users((int) Math.max(1, events / ((long) days * eventsPerUserAndDay)))
        .days(days)
        .partitions(PARTITIONS)
        .seed(7)
        .build();
  }

  static ActivityTopic filled(GeneratorConfig crowd) {
    EmbeddedKafka kafka = EmbeddedKafka.start();
    kafka.createTopic(TOPIC, PARTITIONS);
    try (KafkaPublisher publisher =
        KafkaPublisher.open(kafka.bootstrapServers(), TOPIC, Map.of())) {
      publisher.publish(PersonaStream.of(crowd), 0, now -> {});
    }
    System.out.printf(
        "%,d events of %,d users on %d days, in %d partitions%n",
        crowd.events(), crowd.users(), crowd.days(), PARTITIONS);
    return new ActivityTopic(kafka, crowd);
  }

  /** The defaults, over this topic; output goes to topics of {@code run} alone. */
  Settings settings(String run, Map<String, String> more) {
    Map<String, String> values = new HashMap<>();
    values.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    values.put("source.topic", TOPIC);
    values.put("control.topic", "");
    values.put("source.group-id", run);
    values.put("sink.topic-prefix", run + "-");
    values.put("sink.transactional-id-prefix", run);
    values.putAll(more);
    return SettingsLoader.load(null, Map.of(), values);
  }

  @Override
  public void close() {
    kafka.close();
  }
}
