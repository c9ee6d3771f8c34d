package dev.scurry.generator;

/** A file can't be replayed, or not any further; the message is one line for a person. */
public final class ReplayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReplayException(String message, Throwable cause) {
    super(message, cause);
  }

  ReplayException(String message) {
    super(message);
  }
}
