package dev.scurry.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * A file of all pairs of {@link Moons}: {@code key1,key2,distance} a line, six decimals, keys of
 * seven digits in no order.
 */
final class PairFileRecipe {

  private static final int FIRST_KEY = 1_000_000;
  private static final long DECIMALS = 1_000_000;
  private static final int LONGEST_LINE = 40;

  private final Rows rows;
  private final byte[][] keys;
  private final byte[] line = new byte[LONGEST_LINE];

  private PairFileRecipe(Rows rows, long seed) {
    this.rows = rows;
    this.keys = keys(rows.count(), seed);
  }

  /** Makes the file unless it is there. */
  static void make(Path file, int points, long seed) throws IOException {
    make(List.of(file), points, seed);
  }

  /** Makes several files with about as many pairs each, unless they are there. */
  static void make(List<Path> files, int points, long seed) throws IOException {
    if (files.stream().allMatch(Files::exists)) {
      return;
    }
    PairFileRecipe recipe = new PairFileRecipe(Moons.of(points, seed), seed);
    int from = 0;
    for (int file = 0; file < files.size(); file++) {
      double left = 1 - (file + 1.0) / files.size();
      int to = (int) Math.round(points * (1 - Math.sqrt(left)));
      recipe.write(files.get(file), from, to);
      from = to;
    }
  }

  private void write(Path file, int from, int to) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try (OutputStream out =
        new BufferedOutputStream(
            new GZIPOutputStream(Files.newOutputStream(partial), 1 << 16), 1 << 16)) {
      write(out, from, to);
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void write(OutputStream out, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      for (int j = i + 1; j < rows.count(); j++) {
        double x = rows.values()[2 * i] - rows.values()[2 * j];
        double y = rows.values()[2 * i + 1] - rows.values()[2 * j + 1];
        out.write(line, 0, line(i, j, Math.sqrt(x * x + y * y)));
      }
    }
  }

  /** Returns how long it is. */
  private int line(int i, int j, double distance) {
    int at = put(keys[i], 0);
    line[at++] = ',';
    at = put(keys[j], at);
    line[at++] = ',';
    long millionths = Math.round(distance * DECIMALS);
    at = put(Long.toString(millionths / DECIMALS).getBytes(StandardCharsets.US_ASCII), at);
    line[at++] = '.';
    for (long unit = DECIMALS / 10; unit > 0; unit /= 10) {
      line[at++] = (byte) ('0' + millionths / unit % 10);
    }
    line[at++] = '\n';
    return at;
  }

  private int put(byte[] text, int at) {
    System.arraycopy(text, 0, line, at, text.length);
    return at + text.length;
  }

  private static byte[][] keys(int count, long seed) {
    byte[][] keys = new byte[count][];
    for (int i = 0; i < count; i++) {
      keys[i] = Integer.toString(FIRST_KEY + i).getBytes(StandardCharsets.US_ASCII);
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      byte[] key = keys[i];
      keys[i] = keys[other];
      keys[other] = key;
    }
    return keys;
  }
}
