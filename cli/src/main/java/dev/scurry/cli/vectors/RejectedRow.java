package dev.scurry.cli.vectors;

import java.nio.file.Path;

/**
 * A line that is no vector.
 *
 * @param line its number, from 1
 * @param reason what is wrong, for a person
 * @param text the line without its end; of one that is too long the beginning
 */
public record RejectedRow(Path file, long line, String reason, String text) {

  /** Where and what, in one line. */
  public String message() {
    return file + ": line " + line + ": " + reason;
  }
}
