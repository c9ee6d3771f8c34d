package dev.scurry.cli;

import dev.scurry.cli.vectors.VectorLayout;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of every command that reads vectors. */
final class VectorOptions {

  @Option(
      names = "--input",
      required = true,
      paramLabel = "CSV",
      description = "The vectors: csv or csv.gz, one a line.")
  private Path input;

  @Mixin private LayoutOptions layout;

  Path input() {
    return input;
  }

  VectorLayout layout() {
    return layout.layout();
  }

  /**
   * Keeps the input from being written over.
   *
   * @param output may be null
   * @throws ParameterException if it is the input
   */
  void refuseAsOutput(String option, Path output, CommandLine command) {
    if (output != null
        && output.toAbsolutePath().normalize().equals(input.toAbsolutePath().normalize())) {
      throw new ParameterException(command, option + " is the input: " + output);
    }
  }
}
