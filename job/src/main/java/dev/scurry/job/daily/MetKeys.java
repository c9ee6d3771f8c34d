package dev.scurry.job.daily;

import dev.scurry.job.pairs.KeyTable;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** The keys that a reader of distances has met, in that order, each with its first place. */
final class MetKeys {

  private static final int KEYS_OF_A_FINDING = 4096;

  private final KeyTable table = new KeyTable();
  private long[] places = new long[1024];
  private int placed;
  private boolean complete;

  KeyTable table() {
    return table;
  }

  /** From here on a key that is not in the table is a fault. */
  void complete() {
    placed = table.size();
    complete = true;
  }

  /** Whether the table has keys that were not here yet. */
  boolean hasNew() {
    return placed < table.size();
  }

  /**
   * Places the new keys of a line, which are those of its left and right point, if they are new.
   */
  void place(int left, int right, int object, long line) {
    if (complete) {
      throw new UnusableDayException("the day's distances have changed while they were read");
    }
    if (left >= placed) {
      put(KeyPlace.of(object, line, false));
    }
    if (right >= placed) {
      put(KeyPlace.of(object, line, true));
    }
  }

  int size() {
    return placed;
  }

  void handOver(Consumer<Finding> taker) {
    for (int first = 0; first < placed; first += KEYS_OF_A_FINDING) {
      int end = Math.min(placed, first + KEYS_OF_A_FINDING);
      Finding finding = new Finding();
      finding.firstRank = first;
      finding.places = Arrays.copyOfRange(places, first, end);
      finding.keyEnds = new int[end - first];
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int key = first; key < end; key++) {
        bytes.writeBytes(table.key(key));
        finding.keyEnds[key - first] = bytes.size();
      }
      finding.keyBytes = bytes.toByteArray();
      taker.accept(finding);
    }
  }

  private void put(long place) {
    if (placed == places.length) {
      places = Arrays.copyOf(places, (int) Math.min(Integer.MAX_VALUE - 8, placed * 2L));
    }
    places[placed++] = place;
  }
}
