package dev.scurry.cli;

import java.util.List;

/** A command can't go on, for reasons that its user can mend; one line each. */
final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  CommandFailedException(String problem) {
    this(List.of(problem));
  }

  CommandFailedException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  List<String> problems() {
    return problems;
  }
}
