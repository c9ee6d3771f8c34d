package dev.scurry.cli;

import dev.scurry.cli.StreamRun.Totals;
import dev.scurry.generator.PersonaStream;
import dev.scurry.job.daily.DailyResult;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** A demo that goes on until Ctrl-C, and clusters every day that has passed. */
final class LiveDemo {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final Demo demo;
  private final Interruption interruption;
  private final double rate;
  private final long begin;
  private final AtomicReference<Totals> latest = new AtomicReference<>(Totals.none());
  private LocalDate clustered = LocalDate.MIN;
  private long days;

  LiveDemo(Demo demo, Interruption interruption, double rate, long begin) {
    this.demo = demo;
    this.interruption = interruption;
    this.rate = rate;
    this.begin = begin;
  }

  /** Runs it; the result is the exit code. */
  int run(PrintWriter out) throws Exception {
    PersonaStream events = PersonaStream.of(demo.crowd());
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try (ScratchFolder scratch = ScratchFolder.create();
        InProcessJob cluster =
            InProcessJob.start(demo.settings(), 2 * demo.parallelism(), demo.port())) {
      demo.progress()
          .step(
              String.format(
                  "Sending %,.0f events a second until Ctrl-C; Flink's page is %s",
                  rate, cluster.page()));
      Future<?> sending = workers.submit(() -> demo.publish(events, rate));
      Future<?> streaming =
          workers.submit(
              () ->
                  demo.stream(false)
                      .run(
                          cluster,
                          demo.settings(),
                          demo.parallelism(),
                          scratch.path(),
                          demo.progress(),
                          latest::set));
      while (!interruption.awaited(BETWEEN_LOOKS)) {
        throwIfFailed(sending);
        throwIfFailed(streaming);
        clusterNewDay(cluster);
      }
      demo.progress().step("Stopping");
      sending.cancel(true);
      events.writePersonas(demo.files().personas());
      json(latest.get()).print(out);
    } finally {
      workers.shutdownNow();
    }
    return 0;
  }

  private void clusterNewDay(InProcessJob cluster) throws Exception {
    Optional<LocalDate> day = demo.lastDay();
    if (day.isPresent() && day.get().isAfter(clustered)) {
      clustered = day.get();
      DailyResult result = demo.daily(cluster, clustered);
      days++;
      demo.progress()
          .step(
              String.format(
                  "  %s by density: %,d clusters, %,d users in them, %,d noise",
                  clustered, result.clusters(), result.clusteredKeys(), result.noise()));
    }
  }

  private static void throwIfFailed(Future<?> work) throws Exception {
    if (work.isDone()) {
      try {
        work.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }
  }

  private JsonLine json(Totals totals) {
    return new JsonLine()
        .with("events_in", totals.tally().in())
        .with("events_in_features", totals.tally().eventsInFeatures())
        .with("dead_letters", totals.tally().deadTotal())
        .with("late", totals.tally().lateTotal())
        .with("users", totals.tally().users())
        .with("models", totals.models())
        .with("assignments", totals.assignments())
        .with("days_clustered", days)
        .with("seconds", Math.round((System.nanoTime() - begin) / 1e8) / 10.0)
        .with("files", demo.files().path().toString());
  }
}
