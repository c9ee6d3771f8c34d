package dev.scurry.cli;

import dev.scurry.generator.GeneratorConfig;
import dev.scurry.job.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scurry demo}: everything in one go, on servers that it starts and stops itself. */
@Command(
    name = "demo",
    header = "See all of it: Kafka, S3, Flink and invented users, on this machine.",
    description = {
      "",
      "Starts a Kafka broker, an S3 server and a Flink cluster on 127.0.0.1, sends the events of invented users of six"
          + " personas through the streaming job, clusters the last day by density, and says what came out. With --events"
          + " it ends by itself; without, it goes on until Ctrl-C, a simulated day every few seconds.",
      "",
      "Example: scurry demo --events 200000 --seed 7",
      ""
    })
final class DemoCommand implements Callable<Integer> {

  /** Windows that do not overlap, so that the last assignment of a user is of a whole day. */
  static final Map<String, String> SETTINGS =
      Map.of(
          "features.window.size", "1 d",
          "features.window.slide", "1 d",
          "training.k", "6",
          "training.half-life", "3 d",
          "snapshot.interval", "1 d",
          "daily.eps", "0.85",
          "daily.min-samples", "8");

  @Spec private CommandSpec spec;
  @Mixin private JobOptions options;
  @Mixin private Verbosity verbosity;

  @Option(
      names = "--events",
      paramLabel = "N",
      description =
          "Send so many events, then stop everything and sum up. Default: go on until Ctrl-C.")
  private Long events;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Seed of the invented users and of the training (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--late-share",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description = "Share of the events that come too late (default: ${DEFAULT-VALUE}).")
  private double lateShare;

  @Option(
      names = "--malformed-share",
      paramLabel = "SHARE",
      defaultValue = "0.005",
      description = "Share of the records that are no events (default: ${DEFAULT-VALUE}).")
  private double malformedShare;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Without --events: events a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port on 127.0.0.1 of Flink's web page (default: any that is free).")
  private int port;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "A new or empty folder for all files (default: scurry-demo, scurry-demo-2, ...).")
  private Path folder;

  private final Progress progress = new Progress();

  @Override
  public Integer call() throws Exception {
    long begin = System.nanoTime();
    GeneratorConfig crowd = crowd();
    options.settings(SETTINGS);
    InProcessJob.refuseTakenPort(port);
    DemoFolder files = DemoFolder.create(folder);
    PrintWriter out = spec.commandLine().getOut();
    if (events != null) {
      return withServers(files, crowd, demo -> new BoundedDemo(demo, begin).run(out));
    }
    try (Interruption interruption = Interruption.expect()) {
      return withServers(
          files, crowd, demo -> new LiveDemo(demo, interruption, rate, begin).run(out));
    }
  }

  /** What is done while the servers run; the result is the exit code. */
  private interface Act {
    int run(Demo demo) throws Exception;
  }

  private int withServers(DemoFolder files, GeneratorConfig crowd, Act act) throws Exception {
    progress.step("Starting Kafka and S3 on 127.0.0.1, their files in " + files.path());
    try (DemoServers servers = DemoServers.start(files.path())) {
      Settings settings = settings(servers);
      Preflight.checkBrokerAndStorage(settings);
      return act.run(new Demo(files, settings, crowd, options.parallelism(), port, progress));
    }
  }

  private GeneratorConfig crowd() {
    try {
      GeneratorConfig.Builder builder =
          GeneratorConfig.builder()
              .seed(seed)
              .partitions(DemoServers.PARTITIONS)
              .lateShare(lateShare)
              .malformedShare(malformedShare);
      return (events == null ? builder : builder.events(events)).build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private Settings settings(DemoServers servers) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put("training.seed", Long.toString(seed));
    settings.putAll(servers.settings());
    return options.settings(settings);
  }
}
