package dev.scurry.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The rules of docker-compose.yml: pinned images, a health check for whatever goes on running,
 * start by condition and never by waiting, ports on the local machine alone.
 */
final class ComposeRules {

  private static final String HEALTHY = "service_healthy";
  private static final String COMPLETED = "service_completed_successfully";

  private final JsonNode services;
  private final List<String> violations = new ArrayList<>();

  private ComposeRules(JsonNode compose) {
    this.services = compose.path("services");
  }

  /** What is wrong with a compose file; empty if nothing is. */
  static List<String> violations(JsonNode compose) {
    ComposeRules rules = new ComposeRules(compose);
    rules.services.fields().forEachRemaining(rules::checkService);
    return rules.violations;
  }

  private void checkService(Map.Entry<String, JsonNode> entry) {
    String name = entry.getKey();
    JsonNode service = entry.getValue();
    String image = service.path("image").asText();
    check(PinnedImage.matches(image), name + ": image '" + image + "' is not pinned");
    check(
        service.has("healthcheck") || isOneShot(name, service),
        name + ": no health check, and nothing waits for its end");
    check(!service.has("restart"), name + ": a restart would read everything again");
    check(
        texts(service.at("/healthcheck/test")).findFirst().orElse("CMD").equals("CMD"),
        name + ": a health check is a command, without a shell");
    texts(service.path("ports"))
        .forEach(
            port -> check(port.startsWith("127.0.0.1:"), name + ": port " + port + " is open"));
    Stream.concat(texts(service.path("command")), texts(service.path("entrypoint")))
        .forEach(word -> check(!word.contains("sleep"), name + ": sleeps"));
    checkDependencies(name, service.path("depends_on"));
  }

  private void checkDependencies(String name, JsonNode dependencies) {
    check(!dependencies.isArray(), name + ": depends_on without a condition");
    dependencies
        .fields()
        .forEachRemaining(
            dependency -> checkDependency(name, dependency.getKey(), dependency.getValue()));
  }

  private void checkDependency(String name, String on, JsonNode dependency) {
    String condition = dependency.path("condition").asText();
    boolean healthChecked = services.path(on).has("healthcheck");
    check(services.has(on), name + ": depends on " + on + ", which is not there");
    check(
        !services.has(on)
            || condition.equals(HEALTHY) && healthChecked
            || condition.equals(COMPLETED) && !healthChecked,
        name + ": condition '" + condition + "' does not fit " + on);
  }

  /** Something waits for its end, or it is only started by hand. */
  private boolean isOneShot(String name, JsonNode service) {
    return service.has("profiles")
        || StreamSupport.stream(services.spliterator(), false)
            .map(other -> other.path("depends_on").path(name).path("condition").asText())
            .anyMatch(COMPLETED::equals);
  }

  private static Stream<String> texts(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText)
        : Stream.of(node.asText()).filter(text -> !text.isEmpty());
  }

  private void check(boolean kept, String violation) {
    if (!kept) {
      violations.add(violation);
    }
  }
}
