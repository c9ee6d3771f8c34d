package dev.scurry.cli.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * How a line holds a vector. Blanks around a field don't count, a field may stand in double quotes,
 * and with a space for delimiter any run of spaces separates.
 *
 * @param labelSize leading columns that are no part of the vector, >= 0
 * @param delimiter between fields: one ASCII character
 * @param header whether the first line is none of the vectors; it counts for nothing then, as a
 *     blank one does
 */
public record VectorLayout(int labelSize, char delimiter, boolean header) {

  /** Commas, and nothing but the vector. */
  public static final VectorLayout PLAIN = new VectorLayout(0, ',');

  private static final String PARTS_OF_A_NUMBER = "0123456789+-.eE\"\r\n";

  /** Without a header. */
  public VectorLayout(int labelSize, char delimiter) {
    this(labelSize, delimiter, false);
  }

  public VectorLayout {
    if (labelSize < 0) {
      throw new IllegalArgumentException("labelSize must be >= 0, not " + labelSize);
    }
    if (delimiter == 0 || delimiter > 0x7E || PARTS_OF_A_NUMBER.indexOf(delimiter) >= 0) {
      throw new IllegalArgumentException("no delimiter: '" + delimiter + "'");
    }
  }

  /** How many numbers a line would have as a row; 0 if it is none. */
  public int numbersOf(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    RowParser parser = new RowParser(this, 0);
    return parser.parse(bytes, 0, bytes.length) == null ? parser.columns() : 0;
  }
}
