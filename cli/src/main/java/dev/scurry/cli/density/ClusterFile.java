package dev.scurry.cli.density;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;

/**
 * Writes {@code cluster,key} a line below a header, and further columns if asked for: clusters in
 * order, within one the keys in order of appearance, noise as -1 at the end. A file is there whole
 * or not at all.
 */
public final class ClusterFile {

  private ClusterFile() {}

  /** Fails where the file can't be written: better before a long file is read than behind it. */
  public static void check(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a folder, not a file");
    }
    if (isDevice(file)) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new IOException(file + ": there is no folder " + folder);
    }
    Path partial = partial(file.toAbsolutePath());
    try {
      Files.newOutputStream(partial).close();
      Files.delete(partial);
    } catch (IOException e) {
      throw new IOException(file + ": can't be written", e);
    }
  }

  private static Path partial(Path target) {
    String name = "." + target.getFileName() + "." + ProcessHandle.current().pid();
    return target.resolveSibling(name + ".partial");
  }

  /**
   * Writes the file; one whose name ends in .gz is gzip.
   *
   * @param keys the bytes of a point's key
   */
  public static void write(
      Path file, Clustered clustered, IntFunction<byte[]> keys, boolean details)
      throws IOException {
    if (isDevice(file)) {
      try (OutputStream out = compressed(file, new FileOutputStream(file.toFile(), true))) {
        write(out, clustered, keys, details);
      }
      return;
    }
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path partial = partial(target);
    try {
      try (OutputStream out = compressed(file, Files.newOutputStream(partial))) {
        write(out, clustered, keys, details);
      }
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** What must not be replaced: a pipe, or /dev/stdout, be it a file at the other end or not. */
  private static boolean isDevice(Path file) {
    return file.toAbsolutePath().startsWith("/dev")
        || (Files.exists(file) && !Files.isRegularFile(file));
  }

  private static OutputStream compressed(Path file, OutputStream out) throws IOException {
    boolean gzip = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    return new BufferedOutputStream(gzip ? new GZIPOutputStream(out) : out, 1 << 16);
  }

  private static void write(
      OutputStream out, Clustered clustered, IntFunction<byte[]> keys, boolean details)
      throws IOException {
    List<Clustered.Column> columns = details ? clustered.details() : List.of();
    StringBuilder header = new StringBuilder("cluster,key");
    columns.forEach(column -> header.append(',').append(column.name()));
    out.write(header.append('\n').toString().getBytes(UTF_8));
    for (int point : byCluster(clustered)) {
      out.write((clustered.labels()[point] + ",").getBytes(UTF_8));
      writeKey(out, keys.apply(point));
      for (Clustered.Column column : columns) {
        out.write(("," + number(column.values()[point])).getBytes(UTF_8));
      }
      out.write('\n');
    }
  }

  /** The points in the order of their rows. */
  private static int[] byCluster(Clustered clustered) {
    int[] labels = clustered.labels();
    int noise = clustered.clusters();
    int[] next = new int[noise + 2];
    for (int label : labels) {
      next[(label < 0 ? noise : label) + 1]++;
    }
    for (int label = 0; label < noise; label++) {
      next[label + 1] += next[label];
    }
    int[] order = new int[labels.length];
    for (int point = 0; point < labels.length; point++) {
      order[next[labels[point] < 0 ? noise : labels[point]]++] = point;
    }
    return order;
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return "inf";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  /** As CSV has it: in quotes if there is one in the key, which a comma never is. */
  private static void writeKey(OutputStream out, byte[] key) throws IOException {
    String text = new String(key, UTF_8);
    boolean plain = text.indexOf('"') < 0 && text.indexOf('\r') < 0;
    out.write(plain ? key : ('"' + text.replace("\"", "\"\"") + '"').getBytes(UTF_8));
  }
}
