package dev.scurry.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileTest {

  private static final String FILE = "docker/Dockerfile";

  @Test
  void dockerfile_keepsTheRules() {
    assertThat(DockerfileRules.violations(ProjectFiles.text(FILE))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          USER flink                           | # nobody        | flink: ends as root
          USER 10001                           | USER root       | cli: ends as root
          USER builder                         | USER 0          | build: ends as root
          flink:1.20.1-scala_2.12-java17       | flink:latest    | is not pinned
          eclipse-temurin:17.0.15_6-jre-jammy  | eclipse-temurin | is not pinned
          """)
  void rules_refusePlantedMistake(String right, String wrong, String complaint) {
    String text = ProjectFiles.text(FILE);
    String changed = text.replace(right, wrong);
    assertThat(changed).isNotEqualTo(text);

    assertThat(DockerfileRules.violations(changed))
        .hasSize(1)
        .allMatch(violation -> violation.contains(complaint));
  }

  @Test
  void rules_refuseSingleStage() {
    assertThat(DockerfileRules.violations("FROM eclipse-temurin:17.0.15_6-jdk AS all\nUSER 1\n"))
        .containsExactly("builds and runs in one stage");
  }

  @Test
  void flink_isTheVersionOfTheBuild() {
    String flink = ProjectFiles.property("flink.version");

    assertThat(ProjectFiles.text(FILE))
        .contains("FROM flink:" + flink + "-")
        .contains("opt/flink-s3-fs-hadoop-" + flink + ".jar plugins/s3-fs-hadoop/");
  }
}
