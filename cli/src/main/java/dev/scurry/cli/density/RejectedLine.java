package dev.scurry.cli.density;

/**
 * A line of the input that is not used.
 *
 * @param line its number, from 1
 * @param problem why, for a person
 * @param text how it begins
 */
public record RejectedLine(long line, String problem, String text) {

  /** What may help, in brackets, where it is the first line and none was passed over. */
  public String hint(boolean headerSkipped) {
    return line == 1 && !headerSkipped ? " (if it is a header, --skip-header passes over it)" : "";
  }
}
