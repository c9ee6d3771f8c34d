package dev.scurry.cli.vectors;

/**
 * How a line holds a vector. Blanks around a field don't count, a field may stand in double quotes,
 * and with a space for delimiter any run of spaces separates.
 *
 * @param labelSize leading columns that are no part of the vector, >= 0
 * @param delimiter between fields: one ASCII character
 */
public record VectorLayout(int labelSize, char delimiter) {

  /** Commas, and nothing but the vector. */
  public static final VectorLayout PLAIN = new VectorLayout(0, ',');

  private static final String PARTS_OF_A_NUMBER = "0123456789+-.eE\"\r\n";

  public VectorLayout {
    if (labelSize < 0) {
      throw new IllegalArgumentException("labelSize must be >= 0, not " + labelSize);
    }
    if (delimiter == 0 || delimiter > 0x7E || PARTS_OF_A_NUMBER.indexOf(delimiter) >= 0) {
      throw new IllegalArgumentException("no delimiter: '" + delimiter + "'");
    }
  }
}
