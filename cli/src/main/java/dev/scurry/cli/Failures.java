package dev.scurry.cli;

import dev.scurry.cli.kmeans.UnusableModelException;
import dev.scurry.cli.vectors.VectorFileException;
import dev.scurry.generator.PublishException;
import dev.scurry.generator.ReplayException;
import dev.scurry.job.config.BadSettingsException;
import dev.scurry.job.daily.UnusableDayException;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says on stderr what went wrong, in lines that a person can act on, and gives the exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("scurry: " + wrong.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    if (failure instanceof BadSettingsException settings) {
      settings.problems().forEach(problem -> err.println("scurry: " + problem));
      return ExitCode.USAGE;
    }
    if (failure instanceof CommandFailedException expected) {
      expected.problems().forEach(problem -> err.println("scurry: " + problem));
    } else {
      err.println("scurry: " + rootMessage(failure));
    }
    if (Verbosity.isVerbose()) {
      failure.printStackTrace(err);
    }
    return ExitCode.SOFTWARE;
  }

  /**
   * One line for a person: of the causes the first that was written for him, else the innermost,
   * with its type where it has no message of its own.
   */
  static String rootMessage(Throwable failure) {
    Set<Throwable> seen = new LinkedHashSet<>();
    Throwable root = failure;
    while (!speaksToAPerson(root) && root.getCause() != null && seen.add(root)) {
      root = root.getCause();
    }
    String message = root.getMessage();
    String line = message == null ? "" : message.strip().lines().findFirst().orElse("");
    boolean speaks = line.contains(" ");
    return speaks ? line : root.getClass().getSimpleName() + (line.isEmpty() ? "" : ": " + line);
  }

  private static boolean speaksToAPerson(Throwable failure) {
    return failure instanceof PublishException
        || failure instanceof VectorFileException
        || failure instanceof UnusableModelException
        || failure instanceof ReplayException
        || failure instanceof UnusableDayException;
  }
}
