package dev.scurry.embedded;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    List<Path> candidates = candidates(name);
    return candidates.stream()
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () ->
                new EmbeddedServerException(
                    "No jars of the " + name + " server in any of " + candidates));
  }

  private static List<Path> candidates(String name) {
    List<Path> candidates = new ArrayList<>();
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      candidates.add(Path.of(named, name));
    }
    Path home = ownCode().resolveSibling("..").normalize();
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
