package dev.scurry.cli.vectors;

import java.io.IOException;

/** A file of vectors can't be used; the message, one line, is for a person and names the file. */
public final class VectorFileException extends IOException {
  private static final long serialVersionUID = 1L;

  public VectorFileException(String message) {
    super(message);
  }

  VectorFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
