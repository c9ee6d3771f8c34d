package dev.scurry.job;

import picocli.CommandLine.Option;

/** The arguments of the streaming job's main. */
final class StreamingArguments extends JobArguments {

  @Option(
      names = "--stop-at-end",
      description = "Read Kafka to its present end, close every window, and stop.")
  private boolean stopAtEnd;

  boolean stopAtEnd() {
    return stopAtEnd;
  }
}
