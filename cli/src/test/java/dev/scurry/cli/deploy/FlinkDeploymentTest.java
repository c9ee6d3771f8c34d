package dev.scurry.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkDeploymentTest {

  private static final FlinkDeploymentSchema SCHEMA = new FlinkDeploymentSchema();

  static List<Manifest> deployments() {
    return Manifest.ofKind("FlinkDeployment");
  }

  @Test
  void k8s_holdsTheStream() {
    assertThat(deployments()).extracting(Manifest::name).contains("scurry-stream");
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void deployment_isWhatTheOperatorReads(Manifest deployment) {
    assertThat(SCHEMA.violations(deployment.content())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/spec/jobManager, resource, resources",
    "/spec/taskManager, resource, resources",
    "/spec, flinkVersion, flinkversion",
    "/spec/job, upgradeMode, upgradeMod",
    "/spec/job, jarURI, jarUri",
    "/spec/podTemplate/spec, volumes, volume",
    "/spec/podTemplate/spec/containers/0, volumeMounts, volumeMount",
    "/spec/podTemplate/spec/containers/0/env/0/valueFrom/secretKeyRef, key, keys"
  })
  void schema_refusesMisspeltField(String parent, String field, String misspelt) {
    JsonNode deployment = deployments().get(0).content().deepCopy();
    ObjectNode holder = (ObjectNode) deployment.at(parent);
    holder.set(misspelt, holder.remove(field));

    assertThat(SCHEMA.violations(deployment)).anyMatch(message -> message.contains(misspelt));
  }

  @ParameterizedTest
  @CsvSource({
    "/spec, flinkVersion, v1_21",
    "/spec/job, upgradeMode, save-point",
    "/spec/job, parallelism, four",
    "/spec, flinkConfiguration, none"
  })
  void schema_refusesWrongValue(String parent, String field, String wrong) {
    JsonNode deployment = deployments().get(0).content().deepCopy();
    ((ObjectNode) deployment.at(parent)).put(field, wrong);

    assertThat(SCHEMA.violations(deployment)).hasSize(1).first().asString().contains(field);
  }

  @Test
  void schema_refusesConfigurationThatIsNoString() {
    JsonNode deployment = deployments().get(0).content().deepCopy();
    ((ObjectNode) deployment.at("/spec/flinkConfiguration")).put("parallelism.default", 4);

    assertThat(SCHEMA.violations(deployment)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void configuration_hasOptionsThatFlinkKnows(Manifest deployment) {
    assertThat(deployment.content().at("/spec/flinkConfiguration").fieldNames())
        .toIterable()
        .isNotEmpty()
        .allMatch(FlinkOptionNames::isKnown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"high-availability.storage", "execution.checkpointing.directory", "s4.endpoint"})
  void optionNames_refuseMisspeltOption(String misspelt) {
    assertThat(FlinkOptionNames.isKnown(misspelt)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void deployment_agreesWithTheBuild(Manifest deployment) {
    JsonNode spec = deployment.content().path("spec");
    String[] version = ProjectFiles.property("flink.version").split("\\.");

    assertThat(spec.path("flinkVersion").asText()).isEqualTo("v" + version[0] + "_" + version[1]);
    assertThat(spec.at("/flinkConfiguration/env.java.opts.all").asText())
        .isEqualTo(ProjectFiles.property("flink.jvm.args"));
    assertThat(spec.at("/job/jarURI").asText())
        .isEqualTo("local:///opt/flink/usrlib/scurry-job.jar");
    assertThat(ProjectFiles.text("docker/Dockerfile")).contains("usrlib/scurry-job.jar");
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void deployment_isUpgradedBySavepointWithoutDrain(Manifest deployment) {
    JsonNode spec = deployment.content().path("spec");
    JsonNode configuration = spec.path("flinkConfiguration");

    assertThat(spec.at("/job/upgradeMode").asText()).isEqualTo("savepoint");
    assertThat(configuration.path("kubernetes.operator.job.drain-on-savepoint-deletion").asText())
        .isEqualTo("false");
    assertThat(configuration.path("high-availability.type").asText()).isEqualTo("kubernetes");
    assertThat(
            List.of(
                configuration.path("high-availability.storageDir").asText(),
                configuration.path("execution.checkpointing.dir").asText(),
                configuration.path("execution.checkpointing.savepoint-dir").asText()))
        .allMatch(folder -> folder.startsWith("s3://"))
        .doesNotHaveDuplicates();
  }
}
