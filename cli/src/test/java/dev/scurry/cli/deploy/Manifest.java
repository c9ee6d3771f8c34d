package dev.scurry.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One Kubernetes object, and the file that it stands in. */
record Manifest(String file, JsonNode content) {

  /**
   * Set where kustomize has rendered base and overlays into a folder, which is then checked too.
   */
  private static final String RENDERED = System.getenv("K8S_RENDERED");

  /** Every object below k8s/, and of what kustomize made of them where that is at hand. */
  static List<Manifest> all() {
    List<Path> files = new ArrayList<>(ProjectFiles.yamlFiles(ProjectFiles.path("k8s")));
    if (RENDERED != null) {
      files.addAll(renderedFiles());
    }
    return files.stream().flatMap(file -> in(file).stream()).toList();
  }

  static List<Manifest> ofKind(String kind) {
    return all().stream().filter(manifest -> manifest.kind().equals(kind)).toList();
  }

  private static List<Path> renderedFiles() {
    Path folder = Path.of(RENDERED);
    List<Path> files = Files.isDirectory(folder) ? ProjectFiles.yamlFiles(folder) : List.of();
    if (files.isEmpty()) {
      throw new IllegalStateException("K8S_RENDERED has no YAML file: " + folder);
    }
    return files;
  }

  private static List<Manifest> in(Path file) {
    return ProjectFiles.yaml(ProjectFiles.text(file)).stream()
        .filter(document -> document.hasNonNull("kind"))
        .map(document -> new Manifest(file.toString(), document))
        .toList();
  }

  String kind() {
    return content.path("kind").asText();
  }

  String name() {
    return content.at("/metadata/name").asText();
  }

  /** Where its pods are described; a missing node where it makes none. */
  JsonNode podSpec() {
    return switch (kind()) {
      case "FlinkDeployment" -> content.at("/spec/podTemplate/spec");
      case "Job", "Deployment" -> content.at("/spec/template/spec");
      case "CronJob" -> content.at("/spec/jobTemplate/spec/template/spec");
      default -> content.at("/no-pods");
    };
  }

  @Override
  public String toString() {
    return kind() + "/" + name() + " in " + file;
  }
}
