package dev.scurry.cli;

/** The Flink job ended by a failure. */
final class JobFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  JobFailedException(Throwable cause) {
    super("the job failed", cause);
  }
}
