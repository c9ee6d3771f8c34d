package dev.scurry.cli;

import dev.scurry.generator.GeneratorConfig;
import dev.scurry.generator.KafkaPublisher;
import dev.scurry.generator.PersonaStream;
import dev.scurry.job.config.Settings;
import dev.scurry.job.daily.DailyRequest;
import dev.scurry.job.daily.DailyResult;
import dev.scurry.job.sink.KafkaOutput;
import dev.scurry.job.source.KafkaInput;
import dev.scurry.schema.StoragePaths;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** The steps that both kinds of demo take. */
record Demo(
    DemoFolder files,
    Settings settings,
    GeneratorConfig crowd,
    int parallelism,
    int port,
    Progress progress) {

  private static final String DAY = "day=";

  /** Sends the events of the crowd; 0 as {@code rate}: as fast as it goes. */
  void publish(PersonaStream events, double rate) {
    try (KafkaPublisher publisher =
        KafkaPublisher.open(
            settings.kafka().get("bootstrap.servers"), settings.source().topic(), Map.of())) {
      publisher.publish(
          events,
          rate,
          now -> {
            if (crowd.bounded()) {
              progress.now(
                  String.format(
                      "  sent %,d of %,d events, %,.0f a second",
                      now.sent(), crowd.events(), now.perSecond()));
            }
          });
    }
  }

  /** The streaming job over the demo's topic. */
  StreamRun stream(boolean stopAtEnd) {
    return new StreamRun(
        new KafkaInput(stopAtEnd),
        Math.min(parallelism, DemoServers.PARTITIONS),
        records -> KafkaOutput.attach(records, settings),
        false);
  }

  /** The last day whose features are whole in storage. */
  Optional<LocalDate> lastDay() throws IOException {
    Path features = new Path(StoragePaths.features(settings.snapshot().root()));
    FileSystem storage = FileSystem.get(URI.create(settings.snapshot().root()));
    if (!storage.exists(features)) {
      return Optional.empty();
    }
    Optional<LocalDate> last =
        Arrays.stream(storage.listStatus(features))
            .map(FileStatus::getPath)
            .map(Path::getName)
            .filter(name -> name.startsWith(DAY))
            .map(name -> LocalDate.parse(name.substring(DAY.length())))
            .sorted(Comparator.reverseOrder())
            .filter(day -> isWhole(storage, day))
            .findFirst();
    return last;
  }

  private boolean isWhole(FileSystem storage, LocalDate day) {
    try {
      return storage.exists(
          new Path(StoragePaths.featureManifest(settings.snapshot().root(), day.toString())));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The daily job over one day. */
  DailyResult daily(InProcessJob cluster, LocalDate day) throws Exception {
    return DailyCommand.run(
        cluster,
        settings,
        DailyRequest.of(settings.snapshot().root(), day.toString(), settings.daily()),
        parallelism);
  }
}
