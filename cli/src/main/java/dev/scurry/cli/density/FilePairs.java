package dev.scurry.cli.density;

import dev.scurry.cli.pairs.PairFile;
import dev.scurry.clustering.density.PairConsumer;
import dev.scurry.job.pairs.KeyTable;
import dev.scurry.job.pairs.RejectedLines;
import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The pairs of a file, with their keys. What is no pair is told in the first reading only; where
 * that is every line, the reading fails.
 */
public final class FilePairs implements PairSource {

  private final PairFile file;
  private final LongConsumer bytesRead;
  private final KeyTable keys = new KeyTable();
  private final RejectedLines rejected = new RejectedLines();
  private long pairs = -1;

  /**
   * @param bytesRead is told how far a reading is
   */
  public FilePairs(PairFile file, LongConsumer bytesRead) {
    this.file = file;
    this.bytesRead = bytesRead;
  }

  @Override
  public <E extends Exception> void read(PairConsumer<E> taker)
      throws E, IOException, InterruptedException {
    RejectedLines rejects = pairs < 0 ? rejected : new RejectedLines();
    int before = keys.size();
    long read = file.read(keys, rejects, taker, bytesRead);
    if (pairs >= 0 && (read != pairs || keys.size() != before)) {
      throw new IOException(
          file.path() + ": has changed while it was read: " + read + " pairs after " + pairs);
    }
    pairs = read;
    if (pairs == 0 && rejected.count() > 0) {
      throw NoPairs.in(file, rejectedLines());
    }
  }

  @Override
  public int points() {
    return keys.size();
  }

  public KeyTable keys() {
    return keys;
  }

  /** How many lines were not pairs. */
  public long rejected() {
    return rejected.count();
  }

  /** The first of them. */
  public List<RejectedLine> rejectedLines() {
    return rejected.samples().stream()
        .map(line -> new RejectedLine(line.line(), line.problem().words(), line.text()))
        .toList();
  }

  /** How many lines were pairs. */
  public long pairs() {
    return pairs;
  }
}
