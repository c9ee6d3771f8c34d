package dev.scurry.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import dev.scurry.job.sink.FileOutput;
import dev.scurry.job.sink.KafkaOutput;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.source.EventInput;
import dev.scurry.job.source.FileInput;
import dev.scurry.job.source.KafkaInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks the graph that Flink makes of the job. */
class JobGraphTest {

  @TempDir Path folder;

  private Map<String, String> overrides;

  @BeforeEach
  void prepare() {
    overrides = new HashMap<>();
    overrides.put("kafka.bootstrap.servers", "127.0.0.1:1");
    overrides.put("snapshot.root", folder.toUri().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"7 d", "24 windows", "1000 points"})
  void kafkaJob_everyOperatorCanBeRestored(String halfLife) {
    overrides.put("training.half-life", halfLife);
    Settings settings = settings();
    assertRestorable(
        graph(settings, new KafkaInput(false), out -> KafkaOutput.attach(out, settings)));
  }

  @Test
  void fileJob_everyOperatorCanBeRestored() throws IOException {
    Path input = Files.writeString(folder.resolve("events.csv"), "user_id,event_time\n");
    Path output = folder.resolve("out");
    assertRestorable(
        graph(
            settings(),
            new FileInput(List.of(input.toString())),
            out -> FileOutput.attach(out, output)));
  }

  @Test
  void replayingJob_everyOperatorCanBeRestored() {
    overrides.put("control.replay", "audit");
    Settings settings = settings();
    assertRestorable(
        graph(settings, new KafkaInput(true), out -> KafkaOutput.attach(out, settings)));
  }

  private static void assertRestorable(StreamGraph graph) {
    Collection<StreamNode> nodes = graph.getStreamNodes();
    assertThat(nodes).hasSizeGreaterThan(15);
    for (StreamNode node : nodes) {
      assertThat(node.getTransformationUID()).as("uid of " + node).isNotBlank();
      assertThat(node.getOperatorName()).as("name of " + node).isNotBlank();
      assertThat(Operators.all())
          .as("uid of " + node)
          .anyMatch(uid -> node.getTransformationUID().contains(uid));
      for (TypeSerializer<?> serializer : serializers(node)) {
        assertNoKryo(serializer, node);
      }
    }
    assertThat(nodes.stream().map(StreamNode::getTransformationUID)).doesNotHaveDuplicates();
    for (JobVertex vertex : graph.getJobGraph().getVertices()) {
      assertThat(vertex.getMaxParallelism())
          .as("max parallelism of " + vertex)
          .isEqualTo(Operators.MAX_PARALLELISM);
    }
  }

  private static List<TypeSerializer<?>> serializers(StreamNode node) {
    List<TypeSerializer<?>> serializers = new ArrayList<>();
    serializers.add(node.getTypeSerializerOut());
    serializers.add(node.getStateKeySerializer());
    serializers.addAll(Arrays.asList(node.getTypeSerializersIn()));
    serializers.removeIf(Objects::isNull); // A source has no input, a committer no output.
    for (StreamEdge edge : node.getOutEdges()) {
      if (edge.getOutputTag() != null) {
        serializers.add(
            edge.getOutputTag()
                .getTypeInfo()
                .createSerializer(
                    new org.apache.flink.api.common.serialization.SerializerConfigImpl()));
      }
    }
    return serializers;
  }

  private static void assertNoKryo(TypeSerializer<?> serializer, StreamNode node) {
    assertThat(serializer).as("serializer of " + node).isNotInstanceOf(KryoSerializer.class);
  }

  private static StreamGraph graph(
      Settings settings, EventInput input, Consumer<DataStream<OutputRecord>> output) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            RuntimeConfiguration.streaming(settings));
    env.setParallelism(4);
    StreamingClusteringJob.build(env, settings, input, 3, output, false);
    return env.getStreamGraph(false);
  }

  private Settings settings() {
    return SettingsLoader.load(null, Map.of(), overrides);
  }
}
