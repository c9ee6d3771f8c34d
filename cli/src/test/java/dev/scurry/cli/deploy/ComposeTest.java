package dev.scurry.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeTest {

  private static final String FILE = "docker-compose.yml";

  @Test
  void compose_keepsTheRules() {
    assertThat(ComposeRules.violations(compose())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          apache/kafka:3.9.1            | apache/kafka:latest          | is not pinned
          apache/kafka:3.9.1            | apache/kafka                 | is not pinned
          curlimages/curl:8.11.1        | curlimages/curl:8            | is not pinned
          condition: service_healthy    | condition: service_started   | does not fit
          kafka:\\n        condition: service_healthy | kafka:\\n        condition: service_completed_successfully | does not fit
          s3:\\n        condition: service_healthy | s4:\\n        condition: service_healthy | s4, which is not there
          "127.0.0.1:8081:8081"         | "8081:8081"                  | is open
          "/opt/scurry/create-bucket"]  | "-c", "sleep 9; create"]     | sleeps
          "CMD", "wget"                 | "CMD-SHELL", "wget"          | without a shell
          init: true                    | restart: always              | would read everything again
          """)
  void rules_refusePlantedMistake(String right, String wrong, String complaint) {
    String text = ProjectFiles.text(FILE);
    String changed = text.replace(right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));
    assertThat(changed).isNotEqualTo(text);

    assertThat(ComposeRules.violations(ProjectFiles.yaml(changed).get(0)))
        .isNotEmpty()
        .allMatch(violation -> violation.contains(complaint));
  }

  @ParameterizedTest
  @CsvSource({"kafka", "s3", "jobmanager", "taskmanager", "generator"})
  void rules_refuseServerWithoutHealthCheck(String service) {
    JsonNode compose = compose();
    ((ObjectNode) compose.path("services").path(service)).remove("healthcheck");

    assertThat(ComposeRules.violations(compose))
        .anyMatch(violation -> violation.startsWith(service + ": no health check"));
  }

  @Test
  void rules_refuseDependencyWithoutCondition() {
    JsonNode compose = compose();
    ((ObjectNode) compose.at("/services/generator")).putArray("depends_on").add("topics");

    assertThat(ComposeRules.violations(compose))
        .contains("generator: depends_on without a condition");
  }

  @Test
  void jobArguments_comeBehindBareDashes() {
    List<String> command =
        StreamSupport.stream(compose().at("/services/jobmanager/command").spliterator(), false)
            .map(JsonNode::asText)
            .toList();

    assertThat(command)
        .containsSubsequence(
            "standalone-job",
            "--job-classname",
            "dev.scurry.job.StreamingClusteringJob",
            "--",
            "--config");
  }

  @Test
  void flink_getsSettingsThatItsEntrypointLeavesWhole() {
    String properties = compose().at("/services/taskmanager/environment/FLINK_PROPERTIES").asText();

    assertThat(properties.lines())
        .isNotEmpty()
        .allMatch(line -> line.matches("[a-zA-Z0-9.-]+: \\S+"), "key: value without a blank");
  }

  @Test
  void settings_areAccepted() {
    Settings settings =
        SettingsLoader.load(ProjectFiles.path("docker/scurry.yaml"), Map.of(), Map.of());

    assertThat(settings.kafka()).containsEntry("bootstrap.servers", "kafka:9092");
    assertThat(settings.snapshot().root())
        .isEqualTo("s3://" + compose().at("/services/bucket/environment/S3_BUCKET").asText());
  }

  private static JsonNode compose() {
    return ProjectFiles.yaml(ProjectFiles.text(FILE)).get(0);
  }
}
