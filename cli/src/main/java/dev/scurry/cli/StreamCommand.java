package dev.scurry.cli;

import dev.scurry.cli.StreamRun.Totals;
import dev.scurry.generator.FieldMapping;
import dev.scurry.generator.FileReplay;
import dev.scurry.generator.ReplayException;
import dev.scurry.job.config.Settings;
import dev.scurry.job.control.ControlInput;
import dev.scurry.job.daily.StorageRoot;
import dev.scurry.job.sink.FileOutput;
import dev.scurry.job.sink.KafkaOutput;
import dev.scurry.job.source.FileInput;
import dev.scurry.job.source.KafkaInput;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.DeadLetterReason;
import dev.scurry.schema.Tally;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scurry stream}: the streaming job in this process, on any Kafka or on a bounded file. */
@Command(
    name = "stream",
    header = "Run the streaming job in this process, on any Kafka or on a file.",
    description = {
      "",
      "From Kafka it runs until Ctrl-C, or with --stop-at-end to the present end of the topic, and then closes every"
          + " window. With --input it replays a file instead and writes files to --output.",
      "",
      "Example: scurry stream --input events.csv.gz --output segments -D source.fields.user=uid",
      ""
    })
final class StreamCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private JobOptions options;
  @Mixin private Verbosity verbosity;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "Replay a file, csv[.gz] with a header or jsonl[.gz], instead of Kafka. May be given many times: the files are"
              + " read one after the other, in the order of their names.")
  private List<Path> input = List.of();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "With --input: a new or empty folder. It gets assignments.jsonl, segment-changes.jsonl, dead-letter.jsonl,"
              + " late.jsonl, tallies.jsonl, audit.jsonl, models/ and features/.")
  private Path output;

  @Option(
      names = "--stop-at-end",
      description =
          "Read Kafka to its present end, close every window, and stop. The control topic is for a job that runs and is not"
              + " read; -D control.replay=TOPIC repeats an audit, --control FILE gives commands.")
  private boolean stopAtEnd;

  @Option(
      names = "--control",
      paramLabel = "FILE",
      description =
          "With --input or --stop-at-end: commands, or the audit.jsonl of another run, which is then repeated exactly; one"
              + " JSON object a line. All are known before the first window closes.")
  private Path control;

  private static final int FIELDS = 5;

  private Progress progress;

  @Override
  public Integer call() throws Exception {
    checkUsage();
    progress = new Progress(spec.commandLine().getErr());
    if (!input.isEmpty()) {
      fromFiles().print(spec.commandLine().getOut());
    } else if (stopAtEnd) {
      fromKafka().print(spec.commandLine().getOut());
    } else {
      try (Interruption interruption = Interruption.ofThisThread()) {
        fromKafka().print(spec.commandLine().getOut());
      }
    }
    return 0;
  }

  private void checkUsage() {
    usage(input.isEmpty() || output != null, "--input needs --output DIR");
    usage(output == null || !input.isEmpty(), "--output goes with --input FILE");
    usage(input.isEmpty() || !stopAtEnd, "--stop-at-end is for Kafka; a file always ends");
    usage(
        control == null || !input.isEmpty() || stopAtEnd,
        "--control goes with --input or --stop-at-end; a live job reads the control topic");
  }

  private void usage(boolean holds, String problem) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), problem);
    }
  }

  private JsonLine fromFiles() throws Exception {
    Settings settings =
        options.settings(Map.of("snapshot.root", StorageRoot.of(output.toString())));
    checkFiles(settings.source().fields());
    Preflight.checkStorage(settings);
    StreamRun run =
        new StreamRun(
            new FileInput(input.stream().map(file -> file.toAbsolutePath().toString()).toList()),
            commands(),
            1,
            records -> FileOutput.attach(records, output),
            true);
    Totals totals = run(run, settings);
    FileOutput.finish(output);
    return result(totals, LatestModels.versionInStorage(settings));
  }

  private void checkFiles(Settings.Fields fields) throws IOException {
    List<String> problems = new ArrayList<>();
    for (Path file : input) {
      if (!Files.isRegularFile(file)) {
        problems.add(file + ": no such file");
      } else if (!Files.isReadable(file)) {
        problems.add(file + ": can't be read");
      } else {
        checkColumns(file, fields, problems);
      }
    }
    if (Files.exists(output) && !Files.isDirectory(output)) {
      problems.add(output + ": is not a folder");
    } else if (Files.isDirectory(output)) {
      try (Stream<Path> there = Files.list(output)) {
        if (there.findAny().isPresent()) {
          problems.add(output + ": is not empty; results go to a new or an empty folder");
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new CommandFailedException(problems);
    }
  }

  /** Says so at once where a file lacks a column: every one of its rows would be a dead letter. */
  private static void checkColumns(Path file, Settings.Fields fields, List<String> problems)
      throws IOException {
    Set<String> names =
        new HashSet<>(
            List.of(fields.user(), fields.type(), fields.item(), fields.time(), fields.id()));
    if (names.size() < FIELDS) {
      return;
    }
    FieldMapping mapping =
        new FieldMapping(fields.user(), fields.type(), fields.item(), fields.time(), fields.id());
    try {
      FileReplay.open(file, mapping).close();
    } catch (ReplayException e) {
      problems.add(e.getMessage());
    }
  }

  private ControlInput commands() throws IOException {
    if (control == null) {
      return ControlInput.none();
    }
    try {
      return new ControlInput.Lines(Files.readAllLines(control));
    } catch (NoSuchFileException e) {
      throw new CommandFailedException(control + ": no such file");
    } catch (CharacterCodingException e) {
      throw new CommandFailedException(control + ": is no text in UTF-8");
    }
  }

  private JsonLine fromKafka() throws Exception {
    Settings settings = options.settings(Map.of());
    int partitions = Preflight.checkBrokerAndStorage(settings);
    if (!stopAtEnd && settings.checkpoint().dir().isEmpty()) {
      progress.step("No checkpoint.dir is set: when this ends, nothing can go on from here.");
    }
    StreamRun run =
        new StreamRun(
            new KafkaInput(stopAtEnd),
            stopAtEnd ? commands() : new ControlInput.Topic(),
            Math.min(options.parallelism(), partitions),
            records -> KafkaOutput.attach(records, settings),
            false);
    Totals totals = run(run, settings);
    return result(totals, LatestModels.inTopic(settings).map(ClusterModel::version).orElse(0L));
  }

  private Totals run(StreamRun run, Settings settings) throws Exception {
    progress.step("Starting Flink on 127.0.0.1 with " + options.parallelism() + " slots");
    try (ScratchFolder scratch = ScratchFolder.create();
        InProcessJob cluster = InProcessJob.start(settings, options.parallelism(), 0)) {
      return run.run(cluster, settings, options.parallelism(), scratch.path(), progress);
    }
  }

  private JsonLine result(Totals totals, long modelVersion) {
    Tally tally = totals.tally();
    if (!tally.dead().isEmpty()) {
      progress.step("  dead letters by reason: " + tally.dead());
    }
    long unread = tally.dead().getOrDefault(DeadLetterReason.UNREADABLE_INPUT.word(), 0L);
    if (unread > 0) {
      progress.step(
          "  files that could not be read to their end: "
              + unread
              + "; what came before is counted, and a dead letter of each says which and why");
    }
    return new JsonLine()
        .with("events_in", tally.in())
        .with("events_in_features", tally.eventsInFeatures())
        .with("forgotten", tally.forgotten())
        .with("dead_letters", tally.deadTotal())
        .with("late", tally.lateTotal())
        .with("users", tally.users())
        .with("assignments", totals.assignments())
        .with("models", totals.models())
        .with("model_version", modelVersion);
  }
}
