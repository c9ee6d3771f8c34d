package dev.scurry.job.daily;

import dev.scurry.clustering.density.PairConsumer;
import dev.scurry.clustering.density.PairDbscan;
import dev.scurry.clustering.density.PrunedPairs;
import dev.scurry.job.config.ScurryOptions.Scaling;
import dev.scurry.schema.DailyManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;

/** What a day of features costs, phase by phase, one after the other in one thread. */
public final class DayPhases {

  private static final int MIN_SAMPLES = 5;

  private final DayStore store;
  private final DayInput input;
  private final DailyRequest request;
  private final double eps;

  /**
   * @param root of the day
   */
  public DayPhases(String root, String day, double eps) {
    this.store = new DayStore(root, "scratch");
    this.request = DailyRequest.of(root, day);
    this.input = DayInput.find(store, request);
    this.eps = eps;
  }

  /** Prints each phase's time and what it costs a unit. */
  public void run(Path scratch) throws IOException {
    long start = System.nanoTime();
    List<FeatureRow> rows = new ArrayList<>();
    PartReader reader = new PartReader(store, request.date(), input.columns);
    for (DayPart part : input.parts) {
      reader.flatMap(part, new ListCollector<>(rows));
    }
    start = told("rows read", start, rows.size() / 1e6, "10^6 users");
    UserRanking ranking = UserRanking.of(rows);
    DayUsers users = users(ranking.users());
    start = told("ranked and standardised", start, rows.size() / 1e6, "10^6 users");
    PrunedPairs pairs =
        new PrunedPairs(users.coordinates(), users.points(), users.dimensions(), eps);
    start = told("laid out in space", start, users.points() / 1e6, "10^6 users");
    long[] within = new long[1];
    long compared = find(pairs, (i, j, distance) -> within[0]++);
    start = told("compared", start, compared / 1e9, "10^9 pairs compared");
    PairDbscan dbscan = new PairDbscan(users.points(), MIN_SAMPLES);
    find(pairs, (i, j, distance) -> dbscan.add(i, j));
    dbscan.labels();
    start = told("compared and learned", start, within[0] / 1e6, "10^6 pairs within");
    write(pairs, users.keys(), scratch);
    told("compared and written", start, within[0] / 1e6, "10^6 pairs within");
  }

  private void write(PrunedPairs pairs, UserKeys keys, Path scratch) throws IOException {
    PairText text = new PairText(keys);
    try (Spool spool = Spool.in(scratch)) {
      find(pairs, (i, j, distance) -> text.write(i, j, distance, spool));
      String path = "scratch/pairs.csv.gz";
      DailyManifest.Output written = spool.publish(store, path);
      System.out.printf(
          "  bytes of 10^6 pairs       %8.1f MB, %.1f MB packed%n",
          (double) written.bytes() / written.rows(), (double) store.length(path) / written.rows());
      store.delete(path);
    }
  }

  private DayUsers users(List<FeatureRow> ranked) {
    DayUsers users = new DayUsers(ranked.size(), input.features().size());
    DayScale scale = DayScale.of(ranked, users.dimensions(), Scaling.STANDARD);
    for (int first = 0; first < ranked.size(); first += UserBlock.USERS) {
      int end = Math.min(ranked.size(), first + UserBlock.USERS);
      UserBlock block = RankOperator.block(ranked.subList(first, end), scale, users.dimensions());
      block.firstRank = first;
      users.add(block);
    }
    return users;
  }

  private static <E extends Exception> long find(PrunedPairs pairs, PairConsumer<E> found)
      throws E {
    long compared = 0;
    for (int block = 0; block < pairs.blocks(); block++) {
      compared += pairs.find(block, found);
    }
    return compared;
  }

  private static long told(String phase, long start, double units, String unit) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "  %-25s %8.2f s, %.2f s for %s (of %.4f)%n", phase, seconds, seconds / units, unit, units);
    return System.nanoTime();
  }
}
