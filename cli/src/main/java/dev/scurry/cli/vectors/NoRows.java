package dev.scurry.cli.vectors;

/** Says of a file that none of its lines is a row, and why the first of them is not. */
public final class NoRows {

  private static final String OTHER_DELIMITERS = ",;\t |";

  private NoRows() {}

  /**
   * The failure.
   *
   * @param first of the lines that are no rows
   * @param columns numbers that a row should have had; 0: any
   */
  public static VectorFileException in(RejectedRow first, VectorLayout layout, int columns) {
    return new VectorFileException(
        first.file()
            + ": no line is a row of "
            + (columns == 0 ? "" : columns + " ")
            + "numbers; line "
            + first.line()
            + ": "
            + first.reason()
            + otherDelimiter(first.text(), layout));
  }

  /** A question where the line would be a row with another delimiter. */
  private static String otherDelimiter(String line, VectorLayout layout) {
    for (char delimiter : OTHER_DELIMITERS.toCharArray()) {
      if (delimiter != layout.delimiter()
          && new VectorLayout(layout.labelSize(), delimiter).numbersOf(line) > 1) {
        String name =
            delimiter == '\t' ? "tab" : delimiter == ' ' ? "space" : "'" + delimiter + "'";
        return " (is it --delimiter " + name + "?)";
      }
    }
    return "";
  }
}
