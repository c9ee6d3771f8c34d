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

  /** The task whose numbering of the points links and firstRank are in; -1 where they are ranks. */
  public int task = -1;

  /** Keys from firstRank on as UTF-8, one behind the other; goes with keyEnds and places. */
  public byte[] keyBytes;

  /** Where each key ends in keyBytes. */
  public int[] keyEnds;

  /** Where each key stands first, see {@link KeyPlace}. */
  public long[] places;

  /** Rows of the rejected file, of one object. */
  public byte[] rejected;

  public int rejectedRows;

  /** Place of the object whose rows they are. */
  public int object;

  /** JSON of {@link ObjectFacts}. */
  public byte[] objectFacts;

  /** User ids from rank firstRank on. */
  public String[] keys;

  public int firstRank;

  /** What the pairs of a worker say, see {@link LinkChunks}. */
  public int[] links;

  /** Distances of the pairs in links, or the reachabilities of a forest's edges. */
  public double[] weights;

  /** Core distances of the points from rank firstRank on. */
  public double[] cores;

  /** Labels of the points from firstRank on. */
  public int[] labels;

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

  static Finding ofWeights(int points, int[] links, double[] weights) {
    Finding finding = ofLinks(points, links);
    finding.weights = weights;
    return finding;
  }

  static Finding ofCores(int points, int firstRank, double[] cores) {
    Finding finding = new Finding();
    finding.points = points;
    finding.firstRank = firstRank;
    finding.cores = cores;
    return finding;
  }

  static Finding ofLabels(int points, int first, int[] labels) {
    Finding finding = new Finding();
    finding.points = points;
    finding.firstRank = first;
    finding.labels = labels;
    return finding;
  }

  static Finding ofRejected(int object, byte[] rows, int count) {
    Finding finding = new Finding();
    finding.object = object;
    finding.rejected = rows;
    finding.rejectedRows = count;
    return finding;
  }

  static Finding ofObject(ObjectFacts facts) {
    Finding finding = new Finding();
    finding.objectFacts = WireFormat.encode(facts);
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
