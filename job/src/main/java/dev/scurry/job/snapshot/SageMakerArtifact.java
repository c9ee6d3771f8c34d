package dev.scurry.job.snapshot;

import dev.scurry.schema.ClusterModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * The {@code model.tar.gz} of Amazon SageMaker's K-Means: one file, {@code model_algo-1}, an MXNet
 * list of one array of shape (k, d).
 *
 * <p>It holds the raw centroids in single precision, no more: neither weights nor the scale of the
 * metric. Equal models give equal bytes: every time and owner in the headers is 0 or empty. A model
 * with a coordinate beyond single precision has no such form.
 */
public final class SageMakerArtifact {
  private static final String ENTRY = "model_algo-1";

  private static final long LIST_MAGIC = 0x112;
  private static final int ARRAY_MAGIC = 0xF993FAC9;
  private static final int DENSE = 0;
  private static final int CPU = 1;
  private static final int FLOAT_32 = 0;
  private static final int HEADER_BYTES = 3 * Long.BYTES + 3 * Integer.BYTES + 2 * Long.BYTES;

  private SageMakerArtifact() {}

  /** Whether every coordinate is a number in single precision too. */
  public static boolean holds(ClusterModel model) {
    return Arrays.stream(model.centroids())
        .flatMapToDouble(Arrays::stream)
        .allMatch(SageMakerArtifact::isFloat);
  }

  private static boolean isFloat(double coordinate) {
    return Float.isFinite((float) coordinate);
  }

  /**
   * The archive, as bytes.
   *
   * @param model that it {@link #holds}
   */
  public static byte[] archive(ClusterModel model) {
    byte[] list = arrayList(model.centroids());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GzipCompressorOutputStream(out))) {
      tar.putArchiveEntry(entry(list.length));
      tar.write(list);
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * MXNet's NDArray list of one array, little endian: magic, reserved, count; the array's magic,
   * storage type, number of dimensions, dimensions, device type and id, element type, elements by
   * rows; the number of names, 0.
   *
   * @param centroids k x d, k and d > 0
   * @throws IllegalArgumentException if a coordinate is beyond single precision
   */
  static byte[] arrayList(double[][] centroids) {
    int k = centroids.length;
    int d = centroids[0].length;
    int size =
        HEADER_BYTES + 3 * Integer.BYTES + Math.multiplyExact(k * d, Float.BYTES) + Long.BYTES;
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(LIST_MAGIC).putLong(0).putLong(1);
    out.putInt(ARRAY_MAGIC).putInt(DENSE).putInt(2).putLong(k).putLong(d);
    out.putInt(CPU).putInt(0).putInt(FLOAT_32);
    for (double[] centroid : centroids) {
      for (double coordinate : centroid) {
        if (!isFloat(coordinate)) {
          throw new IllegalArgumentException(coordinate + " is beyond single precision");
        }
        out.putFloat((float) coordinate);
      }
    }
    return out.putLong(0).array();
  }

  /**
   * The centroids of an archive.
   *
   * @throws IOException if it is none of SageMaker's K-Means
   */
  static double[][] centroids(byte[] archive) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GzipCompressorInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (Path.of(entry.getName()).endsWith(ENTRY)) {
          return readArrayList(tar.readAllBytes());
        }
      }
    }
    throw new IOException("has no " + ENTRY);
  }

  /** Reads what {@link #arrayList} writes. */
  private static double[][] readArrayList(byte[] list) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN);
    try {
      require(in.getLong() == LIST_MAGIC && in.getLong() == 0 && in.getLong() == 1);
      require(in.getInt() == ARRAY_MAGIC && in.getInt() == DENSE && in.getInt() == 2);
      double[][] rows = new double[Math.toIntExact(in.getLong())][Math.toIntExact(in.getLong())];
      in.getInt();
      in.getInt();
      require(in.getInt() == FLOAT_32);
      for (double[] row : rows) {
        for (int f = 0; f < row.length; f++) {
          row[f] = in.getFloat();
        }
      }
      return rows;
    } catch (BufferUnderflowException | ArithmeticException | NegativeArraySizeException e) {
      throw new IOException("has another array than k x d numbers", e);
    }
  }

  private static void require(boolean condition) throws IOException {
    if (!condition) {
      throw new IOException("has another array than one of k x d floats");
    }
  }

  private static TarArchiveEntry entry(int size) {
    TarArchiveEntry entry = new TarArchiveEntry(ENTRY);
    entry.setSize(size);
    entry.setModTime(0);
    entry.setIds(0, 0);
    return entry;
  }
}
