package dev.scurry.embedded;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Where the jars of a server are: {@code ${scurry.servers}/NAME} if that property is set; else,
 * seen from the folder above the one that holds this class's jar or class folder, {@code
 * servers/NAME} (the distribution, jar in {@code lib}) or {@code NAME-server/target/server} (the
 * build).
 */
final class ServerHome {
  static final String PROPERTY = "scurry.servers";

  private ServerHome() {}

  /** The jars of a server and this module's own classes, as an argument of {@code java -cp}. */
  static String classPath(String name) {
    return folder(name).resolve("*") + File.pathSeparator + ownCode();
  }

  static Path folder(String name) {
    return folder(name, System.getProperty(PROPERTY), ownCode());
  }

  /**
   * The same, of any class.
   *
   * @param servers the property, or null
   * @param code the jar or class folder that the search starts from
   */
  static Path folder(String name, @Nullable String servers, Path code) {
    List<Path> candidates = candidates(name, servers, code);
    return candidates.stream()
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () ->
                new EmbeddedServerException(
                    "No jars of the " + name + " server in any of " + candidates));
  }

  private static List<Path> candidates(String name, @Nullable String servers, Path code) {
    List<Path> candidates = new ArrayList<>();
    if (servers != null) {
      candidates.add(Path.of(servers, name));
    }
    Path home = code.resolveSibling("..").normalize();
    candidates.add(home.resolve("servers").resolve(name));
    candidates.add(home.resolve(name + "-server").resolve("target").resolve("server"));
    return candidates;
  }

  private static Path ownCode() {
    try {
      return Path.of(ServerHome.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new EmbeddedServerException("This class's own place is not a path", e);
    }
  }
}
