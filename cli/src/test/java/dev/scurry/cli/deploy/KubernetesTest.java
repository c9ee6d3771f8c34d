package dev.scurry.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.scurry.job.config.Settings;
import dev.scurry.job.config.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesTest {

  static List<Manifest> manifests() {
    return Manifest.all();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void pods_keepTheRules(Manifest manifest) {
    assertThat(PodRules.violations(manifest)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          CronJob | | enableServiceLinks | true | enableServiceLinks is not false
          FlinkDeployment | | enableServiceLinks | - | enableServiceLinks is not false
          CronJob | /securityContext | runAsNonRoot | false | may run as root
          FlinkDeployment | /securityContext | runAsUser | 0 | has no user
          CronJob | /securityContext | seccompProfile | - | has no seccomp profile
          CronJob | /containers/0/securityContext | allowPrivilegeEscalation | true | may gain privileges
          CronJob | /containers/0/securityContext | capabilities | - | keeps its capabilities
          CronJob | /containers/0 | image | scurry-cli:latest | is not pinned
          CronJob | /containers/0/resources/limits | memory | - | has no memory in its limits
          CronJob | /containers/0/resources/requests | cpu | - | has no cpu in its requests
          """)
  void rules_refusePlantedMistake(
      String kind, String parent, String field, String wrong, String complaint) {
    Manifest manifest = copyOf(kind);
    JsonNode pod = manifest.podSpec();
    ObjectNode holder = (ObjectNode) (parent == null ? pod : pod.at(parent));
    assertThat(holder.has(field)).isTrue();
    if (wrong == null) {
      holder.remove(field);
    } else {
      holder.set(field, ProjectFiles.yaml(wrong).get(0));
    }

    assertThat(PodRules.violations(manifest)).hasSize(1).first().asString().contains(complaint);
  }

  @ParameterizedTest
  @CsvSource({
    "CronJob, AWS_SECRET_ACCESS_KEY",
    "FlinkDeployment, AWS_SECRET_ACCESS_KEY",
    "FlinkDeployment, SCURRY_PRIVACY_KEY"
  })
  void rules_refuseSecretInPlainText(String kind, String variable) {
    Manifest manifest = copyOf(kind);
    ((ArrayNode) manifest.podSpec().at("/containers/0/env"))
        .addObject()
        .put("name", variable)
        .put("value", "abc");

    assertThat(PodRules.violations(manifest)).anyMatch(line -> line.contains("in plain text"));
  }

  @Test
  void rules_refuseFlinkConfigurationWithSecret() {
    Manifest manifest = copyOf("FlinkDeployment");
    ((ObjectNode) manifest.content().at("/spec/flinkConfiguration")).put("s3.secret-key", "abc");

    assertThat(PodRules.violations(manifest)).containsExactly("s3.secret-key in plain text");
  }

  @Test
  void rules_refuseFlinkWithoutSize() {
    Manifest manifest = copyOf("FlinkDeployment");
    ((ObjectNode) manifest.content().at("/spec/taskManager")).remove("resource");

    assertThat(PodRules.violations(manifest)).containsExactly("taskManager has no size");
  }

  @Test
  void secrets_areReferredToAndNeverCommitted() {
    assertThat(Manifest.ofKind("Secret")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"k8s/base", "k8s/overlays/example"})
  void kustomization_namesEveryFileBesideIt(String folder) {
    Path directory = ProjectFiles.path(folder);
    String kustomization = ProjectFiles.text(directory.resolve("kustomization.yaml"));
    List<String> others =
        ProjectFiles.yamlFiles(directory).stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> !name.equals("kustomization.yaml"))
            .toList();

    assertThat(others).isNotEmpty().allMatch(kustomization::contains);
    for (JsonNode resource : ProjectFiles.yaml(kustomization).get(0).path("resources")) {
      assertThat(Files.exists(directory.resolve(resource.asText()))).as(resource.asText()).isTrue();
    }
  }

  @Test
  void settings_areAcceptedInBase() {
    Settings settings = SettingsLoader.load(settingsFile(), environmentOf("k8s/base"), Map.of());

    assertThat(settings.snapshot().root()).startsWith("s3://");
    assertThat(settings.kafka()).containsKey("bootstrap.servers");
  }

  /** Whoever reads the settings needs it, once they ask for pseudonyms. */
  @ParameterizedTest
  @ValueSource(strings = {"scurry-stream", "scurry-daily"})
  void keyOfPseudonyms_comesFromASecretThatNeedNotBeThere(String name) {
    List<Manifest> pods =
        Manifest.all().stream()
            .filter(manifest -> manifest.name().equals(name))
            .filter(manifest -> !manifest.podSpec().isMissingNode())
            .toList();

    assertThat(pods).isNotEmpty();
    for (Manifest manifest : pods) {
      assertThat(manifest.podSpec().at("/containers/0/env"))
          .as(manifest.toString())
          .filteredOn(variable -> variable.path("name").asText().equals("SCURRY_PRIVACY_KEY"))
          .singleElement()
          .satisfies(
              variable ->
                  assertThat(variable.at("/valueFrom/secretKeyRef/optional").asBoolean()).isTrue());
    }
  }

  @Test
  void settings_areAcceptedInTheExample() {
    Map<String, String> environment = environmentOf("k8s/base");
    environment.putAll(environmentOf("k8s/overlays/example"));
    environment.put("SCURRY_KAFKA_SASL_JAAS_CONFIG", "from the secret");

    Settings settings = SettingsLoader.load(settingsFile(), environment, Map.of());

    assertThat(settings.snapshot().root()).isEqualTo("s3://example-scurry");
    assertThat(settings.kafka())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.jaas.config", "from the secret");
    assertThat(settings.s3()).containsEntry("s3.path.style.access", "true");
  }

  @Test
  void daily_runsYesterdayOncePerDayInUtc() {
    JsonNode spec = cronJob("scurry-daily");

    assertThat(spec.path("timeZone").asText()).isEqualTo("Etc/UTC");
    assertThat(spec.path("concurrencyPolicy").asText()).isEqualTo("Forbid");
    assertThat(spec.at("/jobTemplate/spec/template/spec/containers/0/args").toString())
        .startsWith("[\"daily\"")
        .endsWith("\"--day\",\"yesterday\"]");
  }

  /** A Job can't be changed, so that a second apply would be refused while the first is there. */
  @Test
  void topics_canBeAppliedAgain() {
    assertThat(Manifest.ofKind("Job")).isEmpty();
    assertThat(cronJob("scurry-topics").path("concurrencyPolicy").asText()).isEqualTo("Forbid");
  }

  private static JsonNode cronJob(String name) {
    return Manifest.ofKind("CronJob").stream()
        .filter(manifest -> manifest.name().equals(name))
        .findFirst()
        .orElseThrow()
        .content()
        .path("spec");
  }

  private static Path settingsFile() {
    return ProjectFiles.path("k8s/base/scurry.yaml");
  }

  /** What the ConfigMap scurry-environment of a kustomization puts into the pods. */
  private static Map<String, String> environmentOf(String folder) {
    JsonNode kustomization =
        ProjectFiles.yaml(ProjectFiles.text(folder + "/kustomization.yaml")).get(0);
    Map<String, String> environment = new HashMap<>();
    for (JsonNode generator : kustomization.path("configMapGenerator")) {
      for (JsonNode literal : generator.path("literals")) {
        String[] parts = literal.asText().split("=", 2);
        environment.put(parts[0], parts[1]);
      }
    }
    assertThat(environment).isNotEmpty();
    return environment;
  }

  private static Manifest copyOf(String kind) {
    Manifest manifest = Manifest.ofKind(kind).get(0);
    return new Manifest(manifest.file(), manifest.content().deepCopy());
  }
}
