package dev.scurry.job.daily;

/** The day's input can't be used as it is; the message is for a person, in one line. */
public final class UnusableDayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableDayException(String message) {
    super(message);
  }

  public UnusableDayException(String message, Throwable cause) {
    super(message, cause);
  }
}
