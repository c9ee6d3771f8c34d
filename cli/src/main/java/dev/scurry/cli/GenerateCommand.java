package dev.scurry.cli;

import dev.scurry.generator.ActivityRecord;
import dev.scurry.generator.FieldMapping;
import dev.scurry.generator.FileReplay;
import dev.scurry.generator.GeneratorConfig;
import dev.scurry.generator.GeneratorReport;
import dev.scurry.generator.KafkaPublisher;
import dev.scurry.generator.PersonaStream;
import dev.scurry.generator.Published;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code scurry generate}: fills a Kafka topic. */
@Command(
    name = "generate",
    header = "Fill a Kafka topic: invented users with drift, or a real file.",
    description = {
      "",
      "Without --from: users of six personas, each with its own mix and rhythm of events; on the way one persona moves,"
          + " one dies and one is born. The same seed gives the same bytes. With --from: the rows of a file, its columns"
          + " renamed to those that the job reads.",
      "",
      "Examples:",
      "  scurry generate --bootstrap-servers localhost:9092 --create-topic --events 1000000",
      "  scurry generate --bootstrap-servers localhost:9092 --from log.csv.gz --fields user=uid,time=ts",
      ""
    })
final class GenerateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      required = true,
      description = "The Kafka broker.")
  private String bootstrapServers;

  @Option(
      names = "--topic",
      defaultValue = "activity",
      paramLabel = "TOPIC",
      description = "Topic to fill (default: ${DEFAULT-VALUE}).")
  private String topic;

  @Option(names = "--create-topic", description = "Make the topic if it is not there.")
  private boolean createTopic;

  @Option(
      names = "--partitions",
      defaultValue = "4",
      paramLabel = "N",
      description = "Partitions of a topic that is made (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--rate",
      defaultValue = "0",
      paramLabel = "N",
      description = "Events a second; 0, the default, is as fast as it goes.")
  private double rate;

  @Option(
      names = "--kafka",
      paramLabel = "KEY=VALUE",
      description =
          "A property of the Kafka client, such as security.protocol=SSL; may be given many times.")
  private Map<String, String> properties = new LinkedHashMap<>();

  @ArgGroup(validate = false, heading = "%nInvented users:%n")
  private Crowd crowd = new Crowd();

  @ArgGroup(validate = false, heading = "%nA real file:%n")
  private Replay replay = new Replay();

  /** What to invent. */
  static final class Crowd {
    @Option(
        names = "--events",
        paramLabel = "N",
        description =
            "Records in all, late, repeated and malformed ones included (default: until Ctrl-C).")
    private Long events;

    @Option(
        names = "--seed",
        defaultValue = "1",
        paramLabel = "SEED",
        description = "Seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
        names = "--users",
        defaultValue = "0",
        paramLabel = "N",
        description = "Users in all (default: about ten events a user and day).")
    private int users;

    @Option(
        names = "--days",
        defaultValue = "14",
        paramLabel = "N",
        description = "Simulated days that the events spread over (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
        names = "--start",
        paramLabel = "TIME",
        description =
            "First moment of the simulated clock, or 'now' (default: 2026-01-01T00:00:00Z).")
    private String start;

    @Option(
        names = "--late-share",
        defaultValue = "0.01",
        paramLabel = "SHARE",
        description = "Share of the records that come too late (default: ${DEFAULT-VALUE}).")
    private double lateShare;

    @Option(
        names = "--late-by",
        defaultValue = "30 h",
        paramLabel = "TIME",
        converter = DurationConverter.class,
        description =
            "How late those come at least: longer than the job's slide and out-of-orderness (default: ${DEFAULT-VALUE}).")
    private Duration lateBy;

    @Option(
        names = "--duplicate-share",
        defaultValue = "0.005",
        paramLabel = "SHARE",
        description = "Share of the records that repeat another (default: ${DEFAULT-VALUE}).")
    private double duplicateShare;

    @Option(
        names = "--malformed-share",
        defaultValue = "0.005",
        paramLabel = "SHARE",
        description = "Share of the records that are no events (default: ${DEFAULT-VALUE}).")
    private double malformedShare;

    @Option(
        names = "--personas",
        paramLabel = "FILE",
        description = "Write the truth here: user,persona.")
    private Path personas;
  }

  /** What to replay. */
  static final class Replay {
    @Option(
        names = "--from",
        paramLabel = "FILE",
        description = "Send the rows of this file instead: csv[.gz] with a header, or jsonl[.gz].")
    private Path from;

    @Option(
        names = "--fields",
        split = ",",
        paramLabel = "PART=NAME",
        description =
            "Names in the file of user, type, item, time and id, such as user=uid,time=ts.")
    private Map<String, String> fields = new LinkedHashMap<>();
  }

  private final Progress progress = new Progress();

  @Override
  public Integer call() throws Exception {
    try (Interruption interruption = Interruption.ofThisThread()) {
      JsonLine line = replay.from == null ? sendCrowd() : sendFile();
      line.print(spec.commandLine().getOut());
      return 0;
    }
  }

  private JsonLine sendFile() throws Exception {
    FieldMapping mapping = mapping();
    try (FileReplay rows = FileReplay.open(replay.from, mapping)) {
      Published published = publish(rows, Long.MAX_VALUE);
      return new JsonLine()
          .with("sent", published.records())
          .with("malformed", rows.report().malformed())
          .with("seconds", seconds(published));
    }
  }

  private FieldMapping mapping() {
    FieldMapping canonical = FieldMapping.CANONICAL;
    Map<String, String> names = new LinkedHashMap<>(replay.fields);
    try {
      FieldMapping mapping =
          new FieldMapping(
              take(names, "user", canonical.user()),
              take(names, "type", canonical.type()),
              take(names, "item", canonical.item()),
              take(names, "time", canonical.time()),
              take(names, "id", canonical.id()));
      if (!names.isEmpty()) {
        throw usage("--fields: an event has user, type, item, time and id, no " + names.keySet());
      }
      return mapping;
    } catch (IllegalArgumentException e) {
      throw usage("--fields: " + e.getMessage());
    }
  }

  private static String take(Map<String, String> names, String part, String otherwise) {
    String name = names.remove(part);
    return name == null ? otherwise : name;
  }

  private JsonLine sendCrowd() throws Exception {
    GeneratorConfig config = config();
    PersonaStream events = PersonaStream.of(config);
    Published published = publish(events, config.events());
    GeneratorReport report = events.report();
    JsonLine line =
        new JsonLine()
            .with("sent", published.records())
            .with("late", report.late())
            .with("duplicates", report.duplicates())
            .with("malformed", report.malformed())
            .with("users", report.users())
            .with("seconds", seconds(published));
    if (crowd.personas != null) {
      events.writePersonas(crowd.personas);
      line.with("personas", crowd.personas.toAbsolutePath().toString());
    }
    return line;
  }

  private GeneratorConfig config() {
    try {
      GeneratorConfig.Builder builder =
          GeneratorConfig.builder()
              .seed(crowd.seed)
              .users(crowd.users)
              .days(crowd.days)
              .lateShare(crowd.lateShare)
              .lateBy(crowd.lateBy)
              .duplicateShare(crowd.duplicateShare)
              .malformedShare(crowd.malformedShare)
              .partitions(topicPartitions());
      if (crowd.start != null) {
        builder.start(crowd.start.equals("now") ? Instant.now() : Instant.parse(crowd.start));
      }
      return (crowd.events == null ? builder : builder.events(crowd.events)).build();
    } catch (java.time.format.DateTimeParseException e) {
      throw usage("--start: '" + crowd.start + "' is no time such as 2026-01-01T00:00:00Z");
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private int topicPartitions() {
    try (KafkaPublisher publisher = KafkaPublisher.open(bootstrapServers, topic, properties)) {
      return createTopic ? publisher.createTopic(partitions) : publisher.partitions();
    }
  }

  private Published publish(Iterator<ActivityRecord> records, long of) {
    progress.step("Sending to " + topic + " at " + bootstrapServers);
    try (KafkaPublisher publisher = KafkaPublisher.open(bootstrapServers, topic, properties)) {
      if (createTopic) {
        publisher.createTopic(partitions);
      }
      return publisher.publish(records, rate, now -> progress.now(line(now, of)));
    }
  }

  private static String line(dev.scurry.generator.Progress now, long of) {
    String sent = String.format("  sent %,d", now.sent());
    String whole = of == Long.MAX_VALUE ? "" : String.format(" of %,d", of);
    String behind =
        now.targetRate() == 0
            ? ""
            : String.format(", %.1f s behind", now.behind().toMillis() / 1000.0);
    return sent + whole + String.format(" events, %,.0f a second", now.perSecond()) + behind;
  }

  private static double seconds(Published published) {
    return published.elapsed().toMillis() / 1000.0;
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  /** Reads a duration such as {@code 30 h}. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return TimeUtils.parseDuration(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "' is no duration such as 30 h");
      }
    }
  }
}
