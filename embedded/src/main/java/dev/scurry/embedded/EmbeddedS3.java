package dev.scurry.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A real S3 server (s3proxy over a folder) in a child process, on a free port of 127.0.0.1, path
 * style, with one pair of keys. Not for use by several threads at once.
 */
public final class EmbeddedS3 implements AutoCloseable {
  private static final String ACCESS_KEY = "scurry";
  private static final String SECRET_KEY = "scurry-secret";
  private static final int SHORTEST_NAME = 3;

  /** A folder that everyone may read is a bucket that everyone may read. */
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final ServerDirectory directory;
  private final int port = FreePorts.next();
  private final RestartableServer server;

  private EmbeddedS3(ServerDirectory directory) {
    this.directory = directory;
    this.server = new RestartableServer(directory, command());
  }

  /** A new server whose objects go when it is closed. */
  public static EmbeddedS3 start() {
    return new EmbeddedS3(ServerDirectory.temporary("s3"));
  }

  /**
   * A server over a folder of its own, new or left by an earlier one; {@code server.log} is in it.
   */
  public static EmbeddedS3 start(Path directory) {
    return new EmbeddedS3(ServerDirectory.of(directory));
  }

  /** {@code http://127.0.0.1:PORT}, the same for the life of this object. */
  public String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  public String accessKey() {
    return ACCESS_KEY;
  }

  public String secretKey() {
    return SECRET_KEY;
  }

  /** What Flink's S3 file system must be told to use this server. */
  public Map<String, String> flinkProperties() {
    return Map.of(
        "s3.endpoint",
        endpoint(),
        "s3.path.style.access",
        "true",
        "s3.access-key",
        ACCESS_KEY,
        "s3.secret-key",
        SECRET_KEY);
  }

  /** The folder that a bucket is; each object is a file in it. */
  public Path bucketFolder(String name) {
    return directory.data().resolve(name);
  }

  /** Whatever the server says goes here. */
  public Path log() {
    return directory.log();
  }

  /**
   * Makes a bucket; one that exists stays as it is.
   *
   * @param name at least three letters, as S3 demands
   */
  public void createBucket(String name) {
    if (name.length() < SHORTEST_NAME) {
      throw new IllegalArgumentException("A bucket's name has at least 3 letters: " + name);
    }
    try {
      Files.createDirectories(bucketFolder(name), PRIVATE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL. */
  public void kill() {
    server.kill();
  }

  /**
   * Starts the server again, on the same port and the same objects; kills it first if it still
   * runs.
   */
  public void restart() {
    server.restart();
  }

  /** Stops the server; removes its objects if they were temporary. */
  @Override
  public void close() {
    server.close();
  }

  ServerProcess process() {
    return server.process();
  }

  private ServerCommand command() {
    return new ServerCommand(
        "s3",
        List.of("-Xmx256m", "-XX:+UseSerialGC"),
        "dev.scurry.embedded.s3.S3Server",
        List.of(directory.data().toString(), Integer.toString(port), ACCESS_KEY, SECRET_KEY),
        "s3 ready",
        Map.of(),
        directory.log());
  }
}
