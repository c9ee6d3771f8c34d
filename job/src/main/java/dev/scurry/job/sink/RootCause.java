package dev.scurry.job.sink;

/** Says in one line what went wrong at the bottom of an exception. */
final class RootCause {

  private RootCause() {}

  static String of(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String name = root.getClass().getSimpleName();
    return root.getMessage() == null
        ? name
        : name + ": " + root.getMessage().lines().findFirst().orElse("");
  }
}
