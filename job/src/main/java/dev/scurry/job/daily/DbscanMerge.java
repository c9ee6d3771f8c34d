package dev.scurry.job.daily;

import dev.scurry.clustering.density.DbscanInput;
import dev.scurry.clustering.density.PairDbscan;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/** DBSCAN's. */
final class DbscanMerge implements PairMerge {

  private final PairDbscan dbscan;

  DbscanMerge(int minSamples) {
    this.dbscan = new PairDbscan(0, minSamples);
  }

  @Override
  public void add(Finding finding, KeyRanking ranking) {
    dbscan.growTo(ranking.size());
    LinkChunks.replay(
        finding.links, new Renumbered(dbscan, key -> ranking.number(finding.task, key)));
  }

  @Override
  public void handOver(int[] ranks, Consumer<Finding> taker) {
    LinkChunks chunks = new LinkChunks(links -> taker.accept(Finding.ofLinks(ranks.length, links)));
    dbscan.handOver(new Renumbered(chunks, number -> ranks[number]));
    chunks.flush();
  }

  private record Renumbered(DbscanInput receiver, IntUnaryOperator number) implements DbscanInput {
    @Override
    public void add(int i, int j) {
      receiver.add(number.applyAsInt(i), number.applyAsInt(j));
    }

    @Override
    public void addCore(int point, int core) {
      receiver.addCore(number.applyAsInt(point), number.applyAsInt(core));
    }
  }
}
