package dev.scurry.job.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.job.LocalCluster;
import dev.scurry.job.Operators;
import dev.scurry.job.TestSettings;
import dev.scurry.schema.Channel;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.GlobalPartitioner;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaOutputTest {

  @Test
  void serialize_mapsChannelToPrefixedTopic() {
    ProducerRecord<byte[], byte[]> record =
        new TopicRecords("a-")
            .serialize(
                new OutputRecord("SEGMENT_CHANGES", "u".getBytes(UTF_8), "{}".getBytes(UTF_8)),
                null,
                null);

    assertThat(record.topic()).isEqualTo("a-segment-changes");
    assertThat(record.key()).isEqualTo("u".getBytes(UTF_8));
    assertThat(record.value()).isEqualTo("{}".getBytes(UTF_8));
    assertThat(record.timestamp()).isNull();
  }

  @Test
  void serialize_makesATombstoneOfARecordWithoutValue() {
    ProducerRecord<byte[], byte[]> record =
        new TopicRecords("")
            .serialize(OutputRecord.tombstone(Channel.ASSIGNMENTS, "u"), null, null);

    assertThat(record.topic()).isEqualTo("assignments");
    assertThat(record.key()).isEqualTo("u".getBytes(UTF_8));
    assertThat(record.value()).isNull();
  }

  @Test
  void serialize_rejectsUnknownChannel() {
    OutputRecord unknown = new OutputRecord("NOWHERE", null, new byte[0]);

    assertThatThrownBy(() -> new TopicRecords("").serialize(unknown, null, null))
        .hasMessageContaining("NOWHERE");
  }

  @Test
  void attach_namesWriterAndCommitter() {
    StreamExecutionEnvironment env = LocalCluster.environment(2);
    KafkaOutput.attach(records(env), TestSettings.of(Map.of("kafka.bootstrap.servers", "b:1")));

    Map<String, String> names = new TreeMap<>();
    for (StreamNode node : env.getStreamGraph().getStreamNodes()) {
      if (node.getTransformationUID() != null) {
        names.put(node.getTransformationUID(), node.getOperatorName());
      }
    }
    assertThat(names)
        .containsOnly(
            Map.entry(Operators.SINK, "sink: Writer"),
            Map.entry(Operators.committerOf(Operators.SINK), "sink: Committer"));
  }

  @Test
  void union_sendsStreamOfOneSubtaskToOneSubtask() {
    StreamExecutionEnvironment env = LocalCluster.environment(2);
    DataStream<OutputRecord> models = records(env).map(r -> r).setParallelism(1).name("models");
    DataStream<OutputRecord> others = records(env).map(r -> r).name("others");
    OutputStreams.union(others, models).print().name("out");

    for (StreamNode node : env.getStreamGraph().getStreamNodes()) {
      if (node.getOperatorName().equals("models") || node.getOperatorName().equals("others")) {
        boolean global = node.getOutEdges().get(0).getPartitioner() instanceof GlobalPartitioner<?>;
        assertThat(global).isEqualTo(node.getOperatorName().equals("models"));
      }
    }
  }

  private static DataStream<OutputRecord> records(StreamExecutionEnvironment env) {
    return env.fromData(new OutputRecord(Channel.LATE.name(), null, new byte[0]));
  }
}
