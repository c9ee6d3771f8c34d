package dev.scurry.cli;

import dev.scurry.cli.StreamRun.Totals;
import dev.scurry.generator.GeneratorReport;
import dev.scurry.generator.PersonaStream;
import dev.scurry.job.daily.DailyResult;
import dev.scurry.schema.Channel;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.Tally;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;

/** A demo that ends by itself, and sums up. */
final class BoundedDemo {

  private final Demo demo;
  private final long begin;

  BoundedDemo(Demo demo, long begin) {
    this.demo = demo;
    this.begin = begin;
  }

  /** Runs it; the result is the exit code. */
  int run(PrintWriter out) throws Exception {
    Progress progress = demo.progress();
    PersonaStream events = PersonaStream.of(demo.crowd());
    progress.step(String.format("Sending %,d events to Kafka", demo.crowd().events()));
    demo.publish(events, 0);
    events.writePersonas(demo.files().personas());
    try (InProcessJob cluster =
            InProcessJob.start(demo.settings(), demo.parallelism(), demo.port());
        ScratchFolder scratch = ScratchFolder.create()) {
      progress.step("Streaming them through Flink, whose page is " + cluster.page());
      Totals totals =
          demo.stream(true)
              .run(cluster, demo.settings(), demo.parallelism(), scratch.path(), progress);
      LocalDate day = demo.lastDay().orElseThrow();
      progress.step("Clustering the users of " + day + " by density");
      DailyResult daily = demo.daily(cluster, day);
      return sumUp(out, events, totals.tally(), daily);
    }
  }

  private int sumUp(PrintWriter out, PersonaStream events, Tally tally, DailyResult daily)
      throws IOException {
    TopicReader reader = new TopicReader(demo.settings().kafka());
    Segments segments =
        Segments.read(
            reader,
            demo.settings().sink().topicPrefix() + Channel.ASSIGNMENTS.topic(),
            demo.files().assignments());
    ClusterModel model = LatestModels.inTopic(demo.settings()).orElseThrow();
    double ari = segments.agreementWith(events.personas());
    double seconds = (System.nanoTime() - begin) / 1e9;
    new DemoSummary(
            tally, segments, model, events.personas(), ari, daily, demo.files().path(), seconds)
        .print(out);
    json(tally, model, ari, daily, seconds).print(out);
    refuseLoss(tally, events.report());
    return 0;
  }

  private JsonLine json(
      Tally tally, ClusterModel model, double ari, DailyResult daily, double seconds) {
    return new JsonLine()
        .with("events_in", tally.in())
        .with("events_in_features", tally.eventsInFeatures())
        .with("dead_letters", tally.deadTotal())
        .with("late", tally.lateTotal())
        .with("users", tally.users())
        .with("k", model.k())
        .with("model_version", model.version())
        .with("ari", ari)
        .with("daily_clusters", daily.clusters())
        .with("daily_noise", daily.noise())
        .with("seconds", Math.round(seconds * 10) / 10.0)
        .with("personas", demo.files().personas().toString())
        .with("assignments", demo.files().assignments().toString());
  }

  /** Every event has to be found again, and where the generator meant it to go. */
  private static void refuseLoss(Tally tally, GeneratorReport sent) {
    long found = tally.eventsInFeatures() + tally.deadTotal() + tally.lateTotal();
    boolean whole =
        tally.in() == sent.records()
            && found == tally.in()
            && tally.deadTotal() == sent.malformed()
            && tally.lateTotal() == sent.late();
    if (!whole) {
      throw new CommandFailedException(
          String.format(
              "the numbers don't add up: sent %d (%d malformed, %d late), found %s",
              sent.records(), sent.malformed(), sent.late(), tally));
    }
  }
}
