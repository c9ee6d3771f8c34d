package dev.scurry.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The same stream, made elsewhere: {@code stream.f64}, {@code stream.lab}, {@code stream.true}. */
final class DriftFiles extends DriftStream {

  private static final int BATCHES = 200;
  private static final int BATCH = 10_000;

  private final DoubleBuffer rows;
  private final ByteBuffer groups;
  private final DoubleBuffer truth;
  private final double outliers;
  private final SplittableRandom random;
  private int[] labels = {};

  DriftFiles(Path folder, double outliers, long seed) throws IOException {
    super(BATCHES, BATCH, outliers, seed);
    this.rows = map(folder.resolve("stream.f64")).asDoubleBuffer();
    this.groups = map(folder.resolve("stream.lab"));
    this.truth = map(folder.resolve("stream.true")).asDoubleBuffer();
    this.outliers = outliers;
    this.random = new SplittableRandom(seed);
  }

  private static ByteBuffer map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel
          .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
          .order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  @Override
  double[] rows(int batch) {
    double[] values = new double[BATCH * DIMENSIONS];
    rows.get(batch * values.length, values);
    labels = new int[BATCH];
    for (int i = 0; i < BATCH; i++) {
      labels[i] = groups.getInt(4 * (batch * BATCH + i));
    }
    return mixed(values);
  }

  /** Far outliers among them, instead of none of them. */
  private double[] mixed(double[] values) {
    double[] mixed = Arrays.copyOf(values, (int) (values.length * (1 + 2 * outliers)));
    int[] mixedLabels = Arrays.copyOf(labels, mixed.length / DIMENSIONS);
    int n = 0;
    for (int i = 0; i < BATCH; i++) {
      if (outliers > 0 && n < mixedLabels.length + i - BATCH && random.nextDouble() < outliers) {
        for (int f = 0; f < DIMENSIONS; f++) {
          mixed[n * DIMENSIONS + f] = random.nextDouble(-30, 30);
        }
        mixedLabels[n++] = -1;
      }
      System.arraycopy(values, i * DIMENSIONS, mixed, n * DIMENSIONS, DIMENSIONS);
      mixedLabels[n++] = labels[i];
    }
    labels = Arrays.copyOf(mixedLabels, n);
    return Arrays.copyOf(mixed, n * DIMENSIONS);
  }

  @Override
  int[] labels() {
    return labels;
  }

  @Override
  double[] centre(int group, int batch) {
    double[] centre = new double[DIMENSIONS];
    truth.get((batch * (GROUPS + 1) + group) * DIMENSIONS, centre);
    return centre;
  }
}
