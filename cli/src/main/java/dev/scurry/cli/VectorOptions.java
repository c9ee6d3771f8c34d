package dev.scurry.cli;

import dev.scurry.cli.vectors.VectorLayout;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Options of every command that reads vectors. */
final class VectorOptions {

  @Option(
      names = "--input",
      required = true,
      paramLabel = "CSV",
      description = "The vectors: csv or csv.gz, no header, one a line.")
  private Path input;

  @Option(
      names = "--label-size",
      paramLabel = "N",
      defaultValue = "0",
      converter = NotNegative.class,
      description = "Leading columns that are no part of the vector (default: ${DEFAULT-VALUE}).")
  private int labelSize;

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      defaultValue = ",",
      converter = Delimiter.class,
      description = "Between two columns: a character, tab or space (default: ${DEFAULT-VALUE}).")
  private char delimiter;

  Path input() {
    return input;
  }

  VectorLayout layout() {
    return new VectorLayout(labelSize, delimiter);
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

  /** Reads a number of columns. */
  static final class NotNegative implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("[0-9]{1,9}")) {
        throw new TypeConversionException("'" + text + "' is no number >= 0");
      }
      return Integer.valueOf(text);
    }
  }

  /** Reads a delimiter. */
  static final class Delimiter implements ITypeConverter<Character> {
    @Override
    public Character convert(String text) {
      String character =
          switch (text) {
            case "tab", "\\t" -> "\t";
            case "space" -> " ";
            default -> text;
          };
      try {
        return new VectorLayout(0, character.length() == 1 ? character.charAt(0) : 0).delimiter();
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "' can't separate numbers");
      }
    }
  }
}
