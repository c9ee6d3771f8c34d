package dev.scurry.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** However a parent goes, its servers go with it. */
class OrphanGuardITCase {
  @TempDir private Path folder;

  @Test
  void kill_ofTheParent_endsTheServer() throws Exception {
    Process parent = parent();
    ProcessHandle server = server(parent);
    assertThat(server.isAlive()).isTrue();

    parent.destroyForcibly();

    server.onExit().get(30, TimeUnit.SECONDS);
  }

  @Test
  void exit_ofTheParent_endsTheServer() throws Exception {
    Process parent = parent();
    ProcessHandle server = server(parent);

    parent.destroy();

    server.onExit().get(30, TimeUnit.SECONDS);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void interrupt_isLeftToTheParent() throws Exception {
    try (EmbeddedS3 s3 = EmbeddedS3.start()) {
      ProcessHandle server = ProcessHandle.of(s3.process().pid()).orElseThrow();
      Process kill = new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start();
      assertThat(kill.waitFor()).isZero();

      assertThatThrownBy(() -> server.onExit().get(1, TimeUnit.SECONDS))
          .isInstanceOf(TimeoutException.class);
    }
  }

  private Process parent() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Parent.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static ProcessHandle server(Process parent) throws IOException {
    String pid = parent.inputReader(UTF_8).readLine();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  /** Starts a server in the folder of its argument, says its process id, and waits to be killed. */
  public static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws IOException {
      EmbeddedS3 s3 = EmbeddedS3.start(Path.of(args[0]));
      System.out.println(s3.process().pid());
      int end = System.in.read();
      throw new IllegalStateException("Nobody writes to this, but it read " + end);
    }
  }
}
