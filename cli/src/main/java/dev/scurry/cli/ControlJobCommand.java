package dev.scurry.cli;

import dev.scurry.job.config.Pseudonyms;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.AuditRecord;
import dev.scurry.schema.ControlCommand;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code scurry control}: asks something of a running job. */
@Command(
    name = "control",
    header = "Ask something of a running job: pin a model, roll back, freeze, forget a user ...",
    description = {
      "",
      "Puts a command on the control topic. The job follows it from the next window end on (or the first one after"
          + " --effective-from), and writes to the audit topic whether it did, who asked, why, and from which window.",
      "",
      "  pin VERSION            that model serves until unpin; learning goes on beside it",
      "  rollback [VERSION]     pin the version before the one that serves, or an earlier one",
      "  unpin                  the newest model serves again, and every one after it",
      "  freeze                 nothing is learned, so no new model is published, until unfreeze",
      "  unfreeze               learning goes on",
      "  set-k K                number of clusters from the next model on, or auto",
      "  set-half-life TIME     from now on a point's weight halves in this; in the unit of the settings",
      "  forget USER            what the job holds of a user goes; his records in compacted topics too",
      "",
      "What it needs to know of the job, the broker, the control topic and the prefix of the others, is in the job's"
          + " settings: --config.",
      "",
      "Example: scurry control rollback --why 'the campaign broke the segments' --bootstrap-servers localhost:9092 --wait",
      ""
    })
final class ControlJobCommand implements Callable<Integer> {

  private static final String BOOTSTRAP = "kafka.bootstrap.servers";

  /** What can be asked, and whether it takes a value. */
  private enum Word {
    PIN("pin", "a VERSION", true),
    ROLLBACK("rollback", "a VERSION", false),
    UNPIN("unpin", null, false),
    FREEZE("freeze", null, false),
    UNFREEZE("unfreeze", null, false),
    SET_K("set-k", "a number or auto", true),
    SET_HALF_LIFE("set-half-life", "a TIME such as '7 d'", true),
    FORGET("forget", "a USER", true);

    private final String word;
    private final String value;
    private final boolean needed;

    Word(String word, String value, boolean needed) {
      this.word = word;
      this.value = value;
      this.needed = needed;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** Reads a word as it is typed. */
  private static final class WordConverter implements ITypeConverter<Word> {
    @Override
    public Word convert(String typed) {
      return Stream.of(Word.values())
          .filter(word -> word.toString().equals(typed))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + typed + "' is none of " + Arrays.toString(Word.values())));
    }
  }

  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;
  @Mixin private Verbosity verbosity;

  @Parameters(
      index = "0",
      paramLabel = "COMMAND",
      converter = WordConverter.class,
      description = "One of those above.")
  private Word word;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VALUE",
      description = "What the command takes, see above.")
  private String value;

  @Option(names = "--why", paramLabel = "TEXT", description = "Why, for the audit.")
  private String why;

  @Option(
      names = "--who",
      paramLabel = "NAME",
      description = "Who asks, for the audit (default: the user of this computer).")
  private String who = System.getProperty("user.name");

  @Option(
      names = "--effective-from",
      paramLabel = "TIME",
      description =
          "Follow it from the first window end after this moment of event time on, such as 2026-01-31T12:00:00Z.")
  private String effectiveFrom;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "The Kafka broker, where the settings don't name it.")
  private String bootstrapServers;

  @Option(
      names = "--wait",
      arity = "0..1",
      fallbackValue = "10 min",
      paramLabel = "TIME",
      converter = GenerateCommand.DurationConverter.class,
      description =
          "Wait until the audit says what became of it (at most 10 min, or TIME); exit 1 if it was refused.")
  private Duration wait;

  private final Progress progress = new Progress();

  @Override
  public Integer call() throws Exception {
    Settings settings = settings();
    ControlCommand command = command(Pseudonyms.of(settings));
    Preflight.checkBroker(settings);
    try (AuditWatch audit = wait == null ? null : AuditWatch.open(settings)) {
      long offset = ControlPublisher.publish(settings, command);
      if (audit == null) {
        sent(command, settings, offset).print(spec.commandLine().getOut());
        return 0;
      }
      progress.step("Sent; waiting for the window from which it holds");
      return report(command, audit.await(command.id(), wait));
    }
  }

  private Settings settings() {
    Settings settings =
        options.load(
            Map.of(), bootstrapServers == null ? Map.of() : Map.of(BOOTSTRAP, bootstrapServers));
    usage(
        settings.kafka().containsKey("bootstrap.servers"),
        "which broker? --bootstrap-servers, or --config with " + BOOTSTRAP);
    usage(!settings.control().topic().isEmpty(), "the settings turn the control topic off");
    return settings;
  }

  private ControlCommand command(Pseudonyms pseudonyms) {
    usage(value != null || !word.needed, word + " takes " + word.value);
    usage(value == null || word.value != null, word + " takes no value, not '" + value + "'");
    checkTime();
    return new ControlCommand(
        UUID.randomUUID().toString(),
        word.toString(),
        word == Word.PIN || word == Word.ROLLBACK ? version() : null,
        word == Word.SET_K ? value : null,
        word == Word.SET_HALF_LIFE ? value : null,
        word == Word.FORGET ? pseudonyms.of(value) : null,
        who,
        why,
        effectiveFrom,
        null);
  }

  private Long version() {
    usage(
        value == null || value.matches("[1-9][0-9]{0,17}"),
        "a VERSION is a number from 1, not '" + value + "'");
    return value == null ? null : Long.valueOf(value);
  }

  private void checkTime() {
    try {
      if (effectiveFrom != null) {
        OffsetDateTime.parse(effectiveFrom);
      }
    } catch (DateTimeParseException e) {
      usage(
          false,
          "--effective-from: '" + effectiveFrom + "' is no time such as 2026-01-31T12:00:00Z");
    }
  }

  private void usage(boolean holds, String problem) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), problem);
    }
  }

  private static JsonLine sent(ControlCommand command, Settings settings, long offset) {
    return new JsonLine()
        .with("id", command.id())
        .with("topic", settings.control().topic())
        .with("offset", offset);
  }

  private int report(ControlCommand command, Optional<AuditRecord> found) {
    AuditRecord record =
        found.orElseThrow(
            () ->
                new CommandFailedException(
                    "no audit of "
                        + command.id()
                        + " came in time; the job follows it when the next window ends, if it runs"
                        + " and events come"));
    new JsonLine()
        .with("id", command.id())
        .with("outcome", record.outcome())
        .with("reason", record.reason())
        .with("window", record.window())
        .with("left_to_retention", record.leftToRetention())
        .print(spec.commandLine().getOut());
    return record.outcome().equals(AuditRecord.ACCEPTED) ? 0 : 1;
  }
}
