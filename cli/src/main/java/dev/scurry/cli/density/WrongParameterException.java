package dev.scurry.cli.density;

/** What was asked for can't be; the message is for a person. */
public final class WrongParameterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongParameterException(String message) {
    super(message);
  }
}
