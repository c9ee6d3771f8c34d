package dev.scurry.generator;

/** Records can't be sent; the message is one line for a person. */
public final class PublishException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PublishException(String message, Throwable cause) {
    super(message, cause);
  }

  PublishException(String message) {
    super(message);
  }
}
