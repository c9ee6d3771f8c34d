package dev.scurry.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.schema.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script with a kafka-topics.sh that writes down its arguments. */
class TopicsScriptTest {

  @TempDir private Path kafkaHome;

  @BeforeEach
  void putRecorderInPlaceOfKafka() throws IOException {
    Path tool = Files.createDirectories(kafkaHome.resolve("bin")).resolve("kafka-topics.sh");
    Files.writeString(tool, "#!/usr/bin/env bash\necho \"$*\" >>\"$KAFKA_HOME/calls\"\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void script_createsTheInputAndEveryChannel() throws Exception {
    List<String> calls = run(Map.of("TOPIC_PREFIX", "team-"));

    assertThat(calls).hasSize(2 + Channel.all().size());
    assertThat(calls.get(1)).contains("--topic control --partitions 1 ");
    assertThat(calls.get(0)).contains("--topic activity --partitions 8 --replication-factor 3");
    for (Channel channel : Channel.all()) {
      assertThat(calls)
          .filteredOn(call -> call.contains("--topic team-" + channel.topic() + " "))
          .singleElement()
          .asString()
          .contains("--bootstrap-server broker:9092 --create --if-not-exists")
          .contains(channel.onePartition() ? "--partitions 1 " : "--partitions 8 ")
          .endsWith("cleanup.policy=" + (channel.compacted() ? "compact" : "delete"));
    }
  }

  @Test
  void script_takesPartitionsReplicationAndClientProperties() throws Exception {
    Path properties = Files.createFile(kafkaHome.resolve("client.properties"));

    List<String> calls =
        run(
            Map.of(
                "PARTITIONS", "4",
                "REPLICATION", "1",
                "RETENTION_MS", "-1",
                "CLIENT_PROPERTIES", properties.toString()));

    assertThat(calls.get(0))
        .contains("--command-config " + properties)
        .contains("--topic activity --partitions 4 --replication-factor 1")
        .endsWith("--config cleanup.policy=delete --config retention.ms=-1");
    assertThat(calls.subList(1, calls.size())).noneMatch(call -> call.contains("retention"));
  }

  @Test
  void script_withoutClientPropertiesConnectsPlainly() throws Exception {
    assertThat(run(Map.of("CLIENT_PROPERTIES", "/nowhere/client.properties")))
        .noneMatch(call -> call.contains("--command-config"));
  }

  private List<String> run(Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", ProjectFiles.path("k8s/base/create-topics.sh").toString());
    builder.environment().put("BOOTSTRAP_SERVERS", "broker:9092");
    builder.environment().put("KAFKA_HOME", kafkaHome.toString());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    return Files.readAllLines(kafkaHome.resolve("calls"));
  }
}
