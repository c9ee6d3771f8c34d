package dev.scurry.cli.kmeans;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Lines {@code closest_cluster,distance_to_cluster}. A distance is the shortest decimal that reads
 * back as the same double, by the same algorithm on every Java.
 */
final class AssignmentWriter implements Closeable {

  private static final byte[] NOTHING = {',', '\n'};
  private static final int BUFFER = 1 << 16;

  private final OutputStream out;
  private final byte[][] ids;

  /**
   * @param ids of the clusters, by row
   */
  AssignmentWriter(OutputStream out, long[] ids) {
    this.out = new BufferedOutputStream(out, BUFFER);
    this.ids =
        Arrays.stream(ids).mapToObj(id -> (id + ",").getBytes(US_ASCII)).toArray(byte[][]::new);
  }

  void assignment(int row, double distance) throws IOException {
    out.write(ids[row]);
    out.write(NumberOutput.toString(distance, true).getBytes(US_ASCII));
    out.write('\n');
  }

  /** For a line that is no row. */
  void nothing() throws IOException {
    out.write(NOTHING);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
