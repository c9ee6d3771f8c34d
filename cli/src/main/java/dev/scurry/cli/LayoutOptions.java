package dev.scurry.cli;

import dev.scurry.cli.vectors.VectorLayout;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How the lines of a file hold vectors. */
final class LayoutOptions {

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

  @Option(names = "--skip-header", description = "Pass over the first line.")
  private boolean skipHeader;

  VectorLayout layout() {
    return new VectorLayout(labelSize, delimiter, skipHeader);
  }

  boolean skipHeader() {
    return skipHeader;
  }

  /** Whether lines hold anything but vectors, or anything but commas between numbers. */
  boolean isOwn() {
    return labelSize != VectorLayout.PLAIN.labelSize()
        || delimiter != VectorLayout.PLAIN.delimiter();
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
