package dev.scurry.job.daily;

import dev.scurry.clustering.density.PairDbscan;
import java.util.function.Consumer;

/** DBSCAN's: memory O(points x minSamples). */
final class DbscanLearner implements PairLearner {

  private final double eps;
  private final PairDbscan dbscan;
  private long within;

  DbscanLearner(double eps, int minSamples) {
    this.eps = eps;
    this.dbscan = new PairDbscan(0, minSamples);
  }

  @Override
  public void growTo(int points) {
    dbscan.growTo(points);
  }

  @Override
  public void add(int i, int j, double distance) {
    if (distance <= eps) {
      within++;
      dbscan.add(i, j);
    }
  }

  @Override
  public long within() {
    return within;
  }

  @Override
  public void handOver(Consumer<Finding> taker) {
    LinkChunks chunks =
        new LinkChunks(links -> taker.accept(Finding.ofLinks(dbscan.points(), links)));
    dbscan.handOver(chunks);
    chunks.flush();
  }
}
