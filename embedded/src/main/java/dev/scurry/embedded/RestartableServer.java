package dev.scurry.embedded;

/**
 * A server that can die and come back: always the same command, hence the same ports and the same
 * data.
 */
final class RestartableServer {
  private final ServerDirectory directory;
  private final ServerCommand command;
  private ServerProcess process;

  RestartableServer(ServerDirectory directory, ServerCommand command) {
    this.directory = directory;
    this.command = command;
    this.process = ServerProcess.start(command);
  }

  ServerProcess process() {
    return process;
  }

  void kill() {
    process.kill();
  }

  void restart() {
    process.kill();
    process = ServerProcess.start(command);
  }

  void close() {
    if (directory.temporary()) {
      process.kill();
    } else {
      process.stop();
    }
    directory.deleteIfTemporary();
  }
}
