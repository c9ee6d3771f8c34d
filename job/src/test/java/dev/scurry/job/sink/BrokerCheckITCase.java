package dev.scurry.job.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.embedded.EmbeddedKafka;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.Channel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BrokerCheckITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
    kafka.createTopic("activity", 3);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void run_makesOutputTopicsOnce() throws Exception {
    Settings settings = settings(Map.of("sink.topic-prefix", "made-"));

    assertThat(BrokerCheck.run(settings, PATIENCE)).isEqualTo(new BrokerReport(List.of(), 3));
    assertThat(BrokerCheck.run(settings, PATIENCE)).isEqualTo(new BrokerReport(List.of(), 3));

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      for (Channel channel : Channel.values()) {
        String topic = "made-" + channel.topic();
        assertThat(admin.describeTopics(Set.of(topic)).allTopicNames().get().get(topic))
            .satisfies(
                description ->
                    assertThat(description.partitions()).hasSize(channel.onePartition() ? 1 : 3));
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        assertThat(
                admin
                    .describeConfigs(Set.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get("cleanup.policy")
                    .value())
            .isEqualTo(channel.compacted() ? "compact" : "delete");
      }
    }
  }

  @Test
  void run_makesTheControlTopicWithOnePartition() throws Exception {
    assertThat(BrokerCheck.run(settings(Map.of("control.topic", "steer")), PATIENCE).problems())
        .isEmpty();

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.describeTopics(Set.of("steer")).allTopicNames().get().get("steer"))
          .satisfies(description -> assertThat(description.partitions()).hasSize(1));
    }
  }

  @Test
  void run_reportsControlTopicWithoutOrder_andMissingAudit() {
    kafka.createTopic("wide", 2);

    assertThat(
            BrokerCheck.run(
                    settings(Map.of("control.topic", "wide", "control.replay", "gone")), PATIENCE)
                .problems())
        .containsExactly(
            "topic 'wide' has more than one partition; commands need their order (control.topic)",
            "there is no topic 'gone' at " + kafka.bootstrapServers() + " (control.replay)");
  }

  @Test
  void run_reportsMissingSourceTopic() {
    assertThat(BrokerCheck.run(settings(Map.of("source.topic", "absent")), PATIENCE).problems())
        .containsExactly(
            "there is no topic 'absent' at " + kafka.bootstrapServers() + " (source.topic)");
  }

  @Test
  void run_reportsTransactionTimeoutAboveTheBrokers() {
    assertThat(
            BrokerCheck.run(settings(Map.of("sink.transaction-timeout", "2 h")), PATIENCE)
                .problems())
        .singleElement()
        .asString()
        .startsWith("sink.transaction-timeout is 7200000 ms, more than the 900000 ms");
  }

  @Test
  void run_reportsAModelThatIsTooLargeForARecord() {
    assertThat(BrokerCheck.run(settings(Map.of("training.k", "9999")), PATIENCE).problems())
        .singleElement()
        .asString()
        .startsWith("training.k: a model of 9999 clusters");
  }

  private static Settings settings(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    return TestSettings.of(all);
  }
}
