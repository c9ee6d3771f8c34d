package dev.scurry.job.daily;

import dev.scurry.job.pairs.HeaderLine;
import dev.scurry.job.pairs.LineBlocks;
import dev.scurry.job.pairs.LineProblem;
import dev.scurry.job.pairs.PairLines;
import dev.scurry.schema.DailyManifest;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/**
 * Reads objects of distances, {@code key1,key2,distance} a line, gzip or not, and learns from them.
 * What is no pair is rejected; of a damaged object all lines before the damage count.
 *
 * <p>The objects of one reader come in the order of their places, so that the first place of a key
 * is the one where it is met first.
 */
final class DistanceReader {

  private final DayStore store;
  private final boolean integerKeys;
  private final PairLearner learner;
  private final MetKeys keys;

  DistanceReader(DayStore store, boolean integerKeys, PairLearner learner, MetKeys keys) {
    this.store = store;
    this.integerKeys = integerKeys;
    this.learner = learner;
    this.keys = keys;
  }

  PairLearner learner() {
    return learner;
  }

  /**
   * Reads an object.
   *
   * @param taker gets the rejected rows
   * @param pulse is run again and again
   */
  ObjectFacts read(DayPart object, Consumer<Finding> taker, Runnable pulse)
      throws IOException, InterruptedException {
    RejectedRows rejected = new RejectedRows(object, taker);
    LinesOf lines = new LinesOf(object, rejected);
    long before = learner.within();
    try (StoredText stored = new StoredText(store.open(object.path), object.mostText)) {
      lines.read(stored, pulse);
      stored.drain();
      checkWhole(object, stored);
      rejected.flush();
      return new ObjectFacts(
          object.place,
          new DailyManifest.Input(object.path, object.bytes, etag(object, stored)),
          lines.pairs(),
          lines.headers,
          learner.within() - before,
          rejected.byReason(),
          rejected.sample());
    }
  }

  /** What was read is what was listed if the store still tells the same of it. */
  private String etag(DayPart object, StoredText stored) throws IOException {
    if (object.etag == null) {
      return stored.checksum();
    }
    if (!object.etag.equals(ObjectTag.of(store.status(object.path)))) {
      throw new IOException(object.path + " has changed since the day was listed");
    }
    return object.etag;
  }

  private static void checkWhole(DayPart object, StoredText stored) throws IOException {
    if (stored.stored() != object.bytes) {
      throw new IOException(
          "%s had %d bytes when the day was listed; %d could be read"
              .formatted(object.path, object.bytes, stored.stored()));
    }
  }

  /** The lines of one object. */
  private final class LinesOf {
    private final DayPart object;
    private final RejectedRows rejected;
    private final PairLines<RuntimeException> lines;
    private long headers;

    LinesOf(DayPart object, RejectedRows rejected) {
      this.object = object;
      this.rejected = rejected;
      this.lines = new PairLines<>(keys.table(), integerKeys, rejected, this::learn);
    }

    long pairs() {
      return lines.read();
    }

    void read(StoredText stored, Runnable pulse) throws IOException, InterruptedException {
      byte[] unfinished = {};
      try {
        LineBlocks blocks = new LineBlocks(stored.text());
        try {
          for (LineBlocks.Block block = blocks.next(); block != null; block = blocks.next()) {
            read(block);
            pulse.run();
          }
        } finally {
          unfinished = blocks.unfinished();
          blocks.stop();
        }
      } catch (ZipException | EOFException e) {
        stored.drain();
        checkWhole(object, stored);
        reject(LineProblem.CUT_SHORT, unfinished);
      } catch (StoredText.InflatedException e) {
        reject(LineProblem.INFLATED, unfinished);
      }
    }

    private void read(LineBlocks.Block block) {
      if (block.cutShort) {
        lines.cutShort(block.bytes, block.end);
        return;
      }
      boolean header = lines.line() == 0 && HeaderLine.isFirstOf(block.bytes, block.end);
      int from = header ? lines.skip(block.bytes, block.end) : 0;
      headers += header ? 1 : 0;
      lines.read(block.bytes, from, block.end);
    }

    private void reject(LineProblem problem, byte[] unfinished) {
      rejected.add(lines.line() + 1, problem, unfinished, 0, unfinished.length);
    }

    private void learn(int left, int right, double distance) {
      if (keys.hasNew()) {
        keys.place(left, right, object.place, lines.line());
        learner.growTo(keys.size());
      }
      learner.add(left, right, distance);
    }
  }
}
