package dev.scurry.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The files at the top of the project, read as the tools that they are made for read them. */
final class ProjectFiles {

  private static final Path ROOT = findRoot();
  private static final ObjectMapper JSON = new ObjectMapper();

  private ProjectFiles() {}

  static Path path(String name) {
    return ROOT.resolve(name);
  }

  static String text(String name) {
    return text(path(name));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All documents of a YAML text; anchors and merge keys are resolved, as Jackson's reader doesn't.
   */
  static List<JsonNode> yaml(String text) {
    List<JsonNode> documents = new ArrayList<>();
    for (Object document : new Yaml().loadAll(text)) {
      if (document != null) {
        documents.add(JSON.valueToTree(document));
      }
    }
    return documents;
  }

  /** The YAML files below a folder, in name order. */
  static List<Path> yamlFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A property of the parent POM. */
  static String property(String name) {
    Matcher matcher =
        Pattern.compile("<" + Pattern.quote(name) + ">([^<]*)</").matcher(text("pom.xml"));
    if (!matcher.find()) {
      throw new IllegalArgumentException("pom.xml has no property " + name);
    }
    return matcher.group(1);
  }

  private static Path findRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docker-compose.yml"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
