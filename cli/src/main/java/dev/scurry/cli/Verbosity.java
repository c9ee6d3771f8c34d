package dev.scurry.cli;

import java.util.logging.LogManager;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Option;

/** The option {@code --verbose}: logs and stack traces on stderr. */
final class Verbosity {

  private static volatile boolean verbose;

  @Option(
      names = "--verbose",
      description = "Show the logs of Flink and Kafka, and stack traces, on stderr.")
  void verbose(boolean asked) {
    verbose = asked;
    if (asked) {
      Configurator.setRootLevel(Level.INFO);
    }
  }

  /** Silences what logs by java.util.logging, as the S3 client does; for the start of a command. */
  static void beQuiet() {
    verbose = false;
    LogManager.getLogManager().reset();
  }

  static boolean isVerbose() {
    return verbose;
  }
}
