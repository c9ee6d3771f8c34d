package dev.scurry.embedded;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A running child process. Its output goes to a log file line by line; it is ready once it has
 * written a line that holds the agreed words. It ends with this JVM at the latest, see {@link
 * OrphanGuard}.
 */
final class ServerProcess {
  private static final long SECONDS_TO_START = 180;
  private static final long SECONDS_TO_STOP = 15;
  private static final int LINES_KEPT = 40;

  private final ServerCommand command;
  private final Process process;
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final Deque<String> lastLines = new ArrayDeque<>();

  private ServerProcess(ServerCommand command, Process process) {
    this.command = command;
    this.process = process;
  }

  /**
   * Starts the process and waits until it is ready.
   *
   * @throws EmbeddedServerException when it ends, or is not ready within three minutes; it does not
   *     run then
   */
  static ServerProcess start(ServerCommand command) {
    ServerProcess server = new ServerProcess(command, launch(command));
    Thread pump = new Thread(server::pumpOutput, command.server() + "-output");
    pump.setDaemon(true);
    pump.start();
    server.awaitReady();
    return server;
  }

  /** The line that said that the server is ready. */
  String readyLine() {
    return ready.join();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL; returns when the process is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Lets the server stop in its own way, for some seconds; returns when the process is gone. */
  void stop() {
    try {
      process.getOutputStream().close();
      process
          .onExit()
          .orTimeout(SECONDS_TO_STOP, TimeUnit.SECONDS)
          .exceptionally(t -> process)
          .join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      kill();
    }
  }

  private static Process launch(ServerCommand command) {
    try {
      Files.createDirectories(command.temporaryFolder());
      return command.process().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    try {
      ready.orTimeout(SECONDS_TO_START, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      kill();
      throw new EmbeddedServerException(
          "The "
              + command.server()
              + " server did not start; the end of "
              + command.log()
              + ":\n"
              + tail(),
          e.getCause());
    }
  }

  private void pumpOutput() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter log =
            Files.newBufferedWriter(
                command.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        take(line, log);
      }
      ready.completeExceptionally(new IOException("its process ended"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  private void take(String line, BufferedWriter log) throws IOException {
    log.write(line);
    log.newLine();
    log.flush();
    remember(line);
    if (line.contains(command.readyWords())) {
      ready.complete(line);
    }
  }

  private synchronized void remember(String line) {
    lastLines.addLast(line);
    if (lastLines.size() > LINES_KEPT) {
      lastLines.removeFirst();
    }
  }

  private synchronized String tail() {
    return String.join("\n", lastLines);
  }
}
