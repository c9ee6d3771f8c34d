package dev.scurry.job.sameness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.scurry.schema.Channel;
import dev.scurry.schema.FeatureManifest;
import dev.scurry.schema.Tally;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All that a run has left, in a form that two runs can be compared in: the committed records of
 * each topic, of each partition in their order where one job-wide task writes them, else sorted;
 * and the rows of each day's features.
 *
 * @param topics records as key, tab, value, by the topic's name without its prefix
 * @param days rows, sorted, by the day's folder
 */
record Outputs(Map<String, List<String>> topics, Map<String, List<String>> days) {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int LONGEST_FETCH_MS = 10;

  static Outputs read(String broker, String prefix, Path root) {
    Map<String, List<String>> topics = new TreeMap<>();
    for (Channel channel : Channel.all()) {
      List<String> records = records(broker, prefix + channel.topic());
      if (channel != Channel.MODELS && channel != Channel.TALLIES) {
        records.sort(null);
      }
      topics.put(channel.topic(), records);
    }
    return new Outputs(topics, days(root.resolve("features")));
  }

  List<String> of(Channel channel) {
    return topics.get(channel.topic());
  }

  List<Tally> tallies() {
    return of(Channel.TALLIES).stream()
        .map(record -> record.substring(record.indexOf('\t') + 1))
        .map(json -> WireFormat.decode(json.getBytes(UTF_8), Tally.class))
        .toList();
  }

  static List<String> records(String broker, String topic) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", broker);
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    properties.put("fetch.max.wait.ms", LONGEST_FETCH_MS);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return records(consumer, consumer.endOffsets(partitions));
    }
  }

  private static List<String> records(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    Map<Integer, List<String>> records = new TreeMap<>();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        records
            .computeIfAbsent(record.partition(), partition -> new ArrayList<>())
            .add(text(record.key()) + "\t" + text(record.value()));
      }
    }
    return new ArrayList<>(records.values().stream().flatMap(List::stream).toList());
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "null" : new String(bytes, UTF_8);
  }

  private static Map<String, List<String>> days(Path features) {
    Map<String, List<String>> days = new TreeMap<>();
    if (!Files.exists(features)) {
      return days; // No day is over yet.
    }
    try (Stream<Path> folders = Files.list(features)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        days.put(folder.getFileName().toString(), rows(folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return days;
  }

  private static List<String> rows(Path day) throws IOException {
    FeatureManifest manifest =
        WireFormat.decode(Files.readAllBytes(day.resolve("_manifest.json")), FeatureManifest.class);
    List<String> rows = new ArrayList<>();
    for (FeatureManifest.Part part : manifest.parts()) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(day.resolve(part.name())))) {
        rows.addAll(new String(in.readAllBytes(), UTF_8).lines().skip(1).toList());
      }
    }
    rows.sort(null);
    return rows;
  }
}
