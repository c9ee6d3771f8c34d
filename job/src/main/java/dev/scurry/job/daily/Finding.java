package dev.scurry.job.daily;

import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.WireFormat;

/**
 * Something that a worker tells the one who publishes the day; one of its parts is set, the others
 * are null or 0. A Flink POJO.
 */
public class Finding {
  /** Users of the day; goes with keys and links. */
  public int points;

  /** User ids from rank firstRank on. */
  public String[] keys;

  public int firstRank;

  /** What the pairs of a worker say, see {@link LinkChunks}. */
  public int[] links;

  /** Bit set of the ranks that a worker's distance files name. */
  public long[] named;

  public long pairsCompared;
  public long pairsWithinEps;

  /** JSON of a {@link DailyManifest.Output}. */
  public byte[] output;

  /** JSON of {@link DayFacts}. */
  public byte[] facts;

  public Finding() {}

  static Finding ofKeys(int points, int firstRank, String[] keys) {
    Finding finding = new Finding();
    finding.points = points;
    finding.firstRank = firstRank;
    finding.keys = keys;
    return finding;
  }

  static Finding ofLinks(int points, int[] links) {
    Finding finding = new Finding();
    finding.points = points;
    finding.links = links;
    return finding;
  }

  static Finding ofOutput(DailyManifest.Output output) {
    Finding finding = new Finding();
    finding.output = WireFormat.encode(output);
    return finding;
  }

  static Finding ofFacts(DayFacts facts) {
    Finding finding = new Finding();
    finding.facts = WireFormat.encode(facts);
    return finding;
  }
}
