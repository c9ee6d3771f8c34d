package dev.scurry.cli.kmeans;

import java.io.IOException;

/** A model can't be read, written or trained; the message, one line, is for a person. */
public final class UnusableModelException extends IOException {
  private static final long serialVersionUID = 1L;

  UnusableModelException(String message) {
    super(message);
  }

  UnusableModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
