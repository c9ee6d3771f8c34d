package dev.scurry.job.daily;

import java.util.List;

/** What was asked for can't be; the messages are for a person. */
public final class WrongParameterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public WrongParameterException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line each. */
  public List<String> problems() {
    return problems;
  }
}
