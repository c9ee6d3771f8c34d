package dev.scurry.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** Entry point of the command line; see {@code scurry --help}. */
@Command(
    name = "scurry",
    mixinStandardHelpOptions = true,
    version = "scurry 0.1.0",
    scope = ScopeType.INHERIT,
    usageHelpWidth = 100,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    header = "Live segments of users: an Apache Flink job that clusters activity as it happens.",
    footer = {
      "",
      "Results go to stdout, one JSON object on the last line; progress and logs go to stderr.",
      "Exit code: 0 done, 1 failed, 2 wrong usage."
    },
    subcommands = {
      DemoCommand.class,
      GenerateCommand.class,
      StreamCommand.class,
      ControlJobCommand.class,
      DailyCommand.class,
      ForgetCommand.class,
      SelectKCommand.class,
      DbscanCommand.class,
      TrainCommand.class,
      AssignCommand.class,
      InspectCommand.class,
      HelpCommand.class
    })
public final class Scurry {

  private Scurry() {}

  public static void main(String[] arguments) {
    System.exit(
        run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments));
  }

  /** Runs a command line; the result is the exit code. */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    Verbosity.beQuiet();
    Failures failures = new Failures();
    CommandLine command =
        new CommandLine(new Scurry())
            .setOut(out)
            .setErr(err)
            .registerConverter(Path.class, new LocalPath())
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures)
            .setCaseInsensitiveEnumValuesAllowed(true);
    try {
      return command.execute(arguments);
    } catch (OutOfMemoryError e) {
      err.println("scurry: not enough memory; SCURRY_JAVA_OPTS=-Xmx8g gives it 8 GB");
      return CommandLine.ExitCode.SOFTWARE;
    }
  }
}
