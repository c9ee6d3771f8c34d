package dev.scurry.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of every pod: not root and no way to become it, bounded in what it takes, no secret in
 * plain text, and no environment variables made up from the names of Services.
 */
final class PodRules {

  /** The operator makes this container's image and size from the FlinkDeployment. */
  private static final String FLINK_CONTAINER = "flink-main-container";

  private static final Pattern SECRET =
      Pattern.compile(".*(SECRET|PASSWORD|TOKEN|ACCESS_KEY|PRIVACY_KEY|JAAS).*");

  private final List<String> violations = new ArrayList<>();

  private PodRules() {}

  /** What is wrong with the pods of a manifest; empty if nothing is. */
  static List<String> violations(Manifest manifest) {
    PodRules rules = new PodRules();
    JsonNode pod = manifest.podSpec();
    if (!pod.isMissingNode()) {
      rules.checkPod(pod);
    }
    if (manifest.kind().equals("FlinkDeployment")) {
      rules.checkFlink(manifest.content().path("spec"));
    }
    return rules.violations;
  }

  private void checkPod(JsonNode pod) {
    check(
        pod.path("enableServiceLinks").isBoolean() && !pod.path("enableServiceLinks").asBoolean(),
        "enableServiceLinks is not false");
    JsonNode security = pod.path("securityContext");
    check(security.path("runAsNonRoot").asBoolean(), "may run as root");
    check(security.path("runAsUser").asInt() > 0, "has no user");
    check(
        security.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
        "has no seccomp profile");
    check(pod.path("containers").size() > 0, "has no container");
    pod.path("containers").forEach(this::checkContainer);
    pod.path("initContainers").forEach(this::checkContainer);
  }

  private void checkContainer(JsonNode container) {
    String name = container.path("name").asText();
    JsonNode security = container.path("securityContext");
    check(
        security.path("allowPrivilegeEscalation").isBoolean()
            && !security.path("allowPrivilegeEscalation").asBoolean(),
        name + " may gain privileges");
    check(
        security.at("/capabilities/drop/0").asText().equals("ALL"),
        name + " keeps its capabilities");
    container.path("env").forEach(variable -> checkVariable(name, variable));
    if (!name.equals(FLINK_CONTAINER)) {
      checkImage(name, container.path("image").asText());
      checkResources(name, container.path("resources"));
    }
  }

  private void checkResources(String name, JsonNode resources) {
    for (String bound : Set.of("requests", "limits")) {
      for (String resource : Set.of("cpu", "memory")) {
        check(
            resources.path(bound).has(resource), name + " has no " + resource + " in its " + bound);
      }
    }
  }

  private void checkVariable(String container, JsonNode variable) {
    String name = variable.path("name").asText();
    check(
        !SECRET.matcher(name).matches() || variable.at("/valueFrom/secretKeyRef").isObject(),
        container + " has " + name + " in plain text");
  }

  private void checkFlink(JsonNode spec) {
    checkImage("flink", spec.path("image").asText());
    for (String role : Set.of("jobManager", "taskManager")) {
      JsonNode resource = spec.path(role).path("resource");
      check(resource.has("cpu") && resource.has("memory"), role + " has no size");
    }
    spec.path("flinkConfiguration")
        .fieldNames()
        .forEachRemaining(
            key -> check(!key.matches(".*(secret|access-key|password).*"), key + " in plain text"));
  }

  private void checkImage(String name, String image) {
    check(PinnedImage.matches(image), name + ": image '" + image + "' is not pinned");
  }

  private void check(boolean kept, String violation) {
    if (!kept) {
      violations.add(violation);
    }
  }
}
