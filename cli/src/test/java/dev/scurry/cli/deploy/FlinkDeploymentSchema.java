package dev.scurry.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The schema of the operator's own CRD, made strict: a cluster drops a field that it doesn't know
 * without a word, here it is an error.
 */
final class FlinkDeploymentSchema {

  private static final String CRD = "META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
  private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";

  private final JsonSchema schema;

  FlinkDeploymentSchema() {
    JsonNode version = crd().at("/spec/versions/0");
    if (!version.path("name").asText().equals("v1beta1")) {
      throw new IllegalStateException("The CRD has no version v1beta1");
    }
    ObjectNode root = version.at("/schema/openAPIV3Schema").deepCopy();
    ObjectNode properties = (ObjectNode) root.path("properties");
    properties.putObject("apiVersion").put("const", "flink.apache.org/v1beta1");
    properties.putObject("kind").put("const", "FlinkDeployment");
    properties.putObject("metadata").put("type", "object");
    refuseUnknownFields(root);
    schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(root);
  }

  /** What is wrong with a FlinkDeployment; empty if nothing is. */
  List<String> violations(JsonNode deployment) {
    return schema.validate(deployment).stream()
        .map(ValidationMessage::getMessage)
        .sorted()
        .toList();
  }

  private static void refuseUnknownFields(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.path(PRESERVE).asBoolean()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(FlinkDeploymentSchema::refuseUnknownFields);
  }

  private static JsonNode crd() {
    try (InputStream stream =
        FlinkDeploymentSchema.class.getClassLoader().getResourceAsStream(CRD)) {
      return ProjectFiles.yaml(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
