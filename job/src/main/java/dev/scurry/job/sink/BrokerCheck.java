package dev.scurry.job.sink;

import dev.scurry.job.config.ModelSize;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Asks the broker, before the job starts, whether the job could run: Flink itself would try again
 * for ever, or fail at the first checkpoint. Makes the output topics and the control topic where
 * they are not there.
 */
public final class BrokerCheck {
  private static final String TRANSACTION_MAX_TIMEOUT = "transaction.max.timeout.ms";

  private final Settings settings;
  private final String broker;
  private final Duration patience;
  private final long start = System.nanoTime();
  private final List<String> problems = new ArrayList<>();

  private BrokerCheck(Settings settings, Duration patience) {
    this.settings = settings;
    this.broker =
        settings.kafka().getOrDefault(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "(none)");
    this.patience = patience;
  }

  /**
   * @param patience how long all questions together may take
   */
  public static BrokerReport run(Settings settings, Duration patience) {
    BrokerCheck check = new BrokerCheck(settings, patience);
    return check.run(check::ask);
  }

  /** Asks only whether it is there; no partitions are told. */
  public static BrokerReport whetherItAnswers(Settings settings, Duration patience) {
    BrokerCheck check = new BrokerCheck(settings, patience);
    return check.run(
        admin -> {
          check.nodes(admin);
          return 0;
        });
  }

  private BrokerReport run(Questions questions) {
    int partitions = 0;
    Admin admin = null;
    try {
      admin = Admin.create(adminProperties());
      partitions = questions.ask(admin);
    } catch (TimeoutException e) {
      problems.add(silent());
    } catch (ExecutionException e) {
      problems.add(
          e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException
              ? silent()
              : unusable(e));
    } catch (KafkaException e) {
      problems.add(unusable(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problems.add("interrupted while waiting for the broker at " + broker);
    } finally {
      if (admin != null) {
        admin.close(Duration.ZERO); // without a limit it waits for ever on a silent broker
      }
    }
    return new BrokerReport(List.copyOf(problems), partitions);
  }

  private String silent() {
    return "no broker answers at " + broker + " within " + patience.toSeconds() + " s";
  }

  private String unusable(Exception e) {
    return "the broker at " + broker + " can't be used: " + RootCause.of(e);
  }

  private int ask(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
    checkTransactionTimeout(admin, nodes(admin).iterator().next());
    String tooLarge = ModelSize.problem(settings);
    if (!tooLarge.isEmpty()) {
      problems.add(tooLarge);
    }
    Set<String> topics = answer(admin.listTopics().names());
    String source = settings.source().topic();
    if (!topics.contains(source)) {
      problems.add("there is no topic '" + source + "' at " + broker + " (source.topic)");
      return 0;
    }
    int partitions = partitions(admin, source);
    checkControl(admin, topics);
    if (problems.isEmpty()) {
      createTopics(admin, missing(topics, partitions));
    }
    return partitions;
  }

  private Collection<Node> nodes(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    return answer(admin.describeCluster(new DescribeClusterOptions()).nodes());
  }

  private int partitions(Admin admin, String topic)
      throws ExecutionException, InterruptedException, TimeoutException {
    return answer(admin.describeTopics(List.of(topic)).allTopicNames())
        .get(topic)
        .partitions()
        .size();
  }

  private void checkControl(Admin admin, Set<String> topics)
      throws ExecutionException, InterruptedException, TimeoutException {
    String control = settings.control().topic();
    if (topics.contains(control) && partitions(admin, control) > 1) {
      problems.add(
          "topic '"
              + control
              + "' has more than one partition; commands need their order (control.topic)");
    }
    String replay = settings.control().replay();
    if (!replay.isEmpty() && !topics.contains(replay)) {
      problems.add("there is no topic '" + replay + "' at " + broker + " (control.replay)");
    }
  }

  private void checkTransactionTimeout(Admin admin, Node node)
      throws ExecutionException, InterruptedException, TimeoutException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
    ConfigEntry entry =
        answer(admin.describeConfigs(List.of(resource)).all())
            .get(resource)
            .get(TRANSACTION_MAX_TIMEOUT);
    long asked = settings.sink().transactionTimeout().toMillis();
    if (entry != null && Long.parseLong(entry.value()) < asked) {
      problems.add(
          "sink.transaction-timeout is "
              + asked
              + " ms, more than the "
              + entry.value()
              + " ms that the broker at "
              + broker
              + " allows ("
              + TRANSACTION_MAX_TIMEOUT
              + ")");
    }
  }

  private List<NewTopic> missing(Set<String> existing, int partitions) {
    Map<String, NewTopic> wanted = new LinkedHashMap<>();
    for (Channel channel : Channel.values()) {
      String name = settings.sink().topicPrefix() + channel.topic();
      wanted.put(name, newTopic(name, channel, partitions));
    }
    String control = settings.control().topic();
    if (!control.isEmpty()) {
      wanted.put(control, new NewTopic(control, Optional.of(1), Optional.empty()));
    }
    wanted.keySet().removeAll(existing);
    return List.copyOf(wanted.values());
  }

  private void createTopics(Admin admin, List<NewTopic> missing)
      throws ExecutionException, InterruptedException, TimeoutException {
    for (Map.Entry<String, KafkaFuture<Void>> made :
        admin.createTopics(missing).values().entrySet()) {
      try {
        answer(made.getValue());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          problems.add("topic '" + made.getKey() + "' can't be made: " + RootCause.of(e));
        }
      }
    }
    if (problems.isEmpty()) {
      awaitLeaders(missing);
    }
  }

  /**
   * A first batch that is refused because the broker has not yet taken the partition over, while
   * the next one is taken, is never taken after it (KAFKA-15591). Only a leader tells the end of
   * its partition.
   */
  private void awaitLeaders(List<NewTopic> made) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (NewTopic topic : made) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        partitions.add(new TopicPartition(topic.name(), partition));
      }
    }
    Map<String, Object> properties = new HashMap<>(settings.kafka());
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.endOffsets(partitions, patience);
    }
  }

  /** As many partitions as the source, or one; the broker's own replication. */
  private static NewTopic newTopic(String name, Channel channel, int partitions) {
    int count = channel.onePartition() ? 1 : partitions;
    NewTopic topic = new NewTopic(name, Optional.of(count), Optional.empty());
    return channel.compacted()
        ? topic.configs(
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT))
        : topic;
  }

  private <T> T answer(KafkaFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(patience.toNanos() - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
  }

  private Map<String, Object> adminProperties() {
    Map<String, Object> properties = new HashMap<>(settings.kafka());
    int millis = Math.toIntExact(patience.toMillis());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    return properties;
  }

  private interface Questions {

    /** The partitions of the source topic; 0 where that is not known. */
    int ask(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
  }
}
