package dev.scurry.job.daily;

import dev.scurry.clustering.density.DbscanInput;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Packs what a DBSCAN worker hands over into arrays of bounded size, and unpacks them: two ints a
 * call, (i, j) for a pair and (point, -1 - core) for a core point.
 */
final class LinkChunks implements DbscanInput {

  private static final int INTS = 1 << 14;

  private final Consumer<int[]> full;
  private final int[] chunk = new int[INTS];
  private int size;

  LinkChunks(Consumer<int[]> full) {
    this.full = full;
  }

  @Override
  public void add(int i, int j) {
    put(i, j);
  }

  @Override
  public void addCore(int point, int core) {
    put(point, -1 - core);
  }

  /** Passes on what is left. */
  void flush() {
    if (size > 0) {
      full.accept(Arrays.copyOf(chunk, size));
      size = 0;
    }
  }

  static void replay(int[] links, DbscanInput receiver) {
    for (int at = 0; at < links.length; at += 2) {
      if (links[at + 1] < 0) {
        receiver.addCore(links[at], -1 - links[at + 1]);
      } else {
        receiver.add(links[at], links[at + 1]);
      }
    }
  }

  private void put(int a, int b) {
    chunk[size++] = a;
    chunk[size++] = b;
    if (size == INTS) {
      flush();
    }
  }
}
