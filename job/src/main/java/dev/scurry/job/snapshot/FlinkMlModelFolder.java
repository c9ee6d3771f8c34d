package dev.scurry.job.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.ml.clustering.kmeans.KMeansModelData;
import org.apache.flink.ml.linalg.DenseVector;

/**
 * The two files of the folder that Flink ML's {@code KMeansModel.load} reads: {@code metadata} and,
 * below {@code data}, one file with one model.
 *
 * <p>It holds the raw centroids and the weights, no more. Where the model's metric scales the
 * features, {@code KMeansModel} knows nothing of it and measures unscaled. It refuses k = 1, so a
 * model of one cluster has no such folder.
 */
public final class FlinkMlModelFolder {
  public static final String METADATA = "metadata";
  public static final String DATA = "data/part-0";

  /** More clusters or features are not read: it is not such a file. */
  private static final int MOST = 1 << 20;

  private static final String CLASS_NAME = "org.apache.flink.ml.clustering.kmeans.KMeansModel";

  private FlinkMlModelFolder() {}

  /** Whether {@code KMeansModel.load} takes the model. */
  public static boolean holds(ClusterModel model) {
    return model.k() > 1;
  }

  /**
   * The file {@link #METADATA}: JSON whose timestamp is the end of the last window learned, 0 where
   * there was none.
   */
  public static byte[] metadata(ClusterModel model) {
    ObjectNode root = WireFormat.mapper().createObjectNode().put("className", CLASS_NAME);
    root.putObject("paramMap")
        .put("k", model.k())
        .put("distanceMeasure", "euclidean")
        .put("featuresCol", "features")
        .put("predictionCol", "prediction");
    String trained = model.trainedThrough();
    root.put("timestamp", trained == null ? 0 : Instant.parse(trained).toEpochMilli());
    return WireFormat.encode(root);
  }

  /**
   * The file {@link #DATA}, big endian: the number of centroids; for each its dimension and its
   * coordinates; the number of weights and the weights. Counts are 32 bit, values 64 bit.
   */
  public static byte[] data(ClusterModel model) {
    DenseVector[] centroids =
        Arrays.stream(model.centroids()).map(DenseVector::new).toArray(DenseVector[]::new);
    KMeansModelData data = new KMeansModelData(centroids, new DenseVector(model.weights()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new KMeansModelData.ModelDataEncoder().encode(data, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Reads the folder, whatever its data file is called; empty where there is none. As Flink's file
   * source does, it looks into sub-folders and leaves out names that begin with . or _; of several
   * files it takes the first by name.
   */
  static Optional<ForeignModel> read(String folder) throws IOException {
    Path data = new Path(folder, DATA).getParent();
    FileSystem fileSystem = data.getFileSystem();
    Optional<Path> file = fileSystem.exists(data) ? firstFile(fileSystem, data) : Optional.empty();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try (DataInputStream in = new DataInputStream(fileSystem.open(file.get()))) {
      return Optional.of(read(in));
    }
  }

  private static Optional<Path> firstFile(FileSystem fileSystem, Path folder) throws IOException {
    FileStatus[] entries = fileSystem.listStatus(folder);
    Arrays.sort(entries, Comparator.comparing(entry -> entry.getPath().getName()));
    for (FileStatus entry : entries) {
      Optional<Path> first = isVisible(entry) ? fileIn(fileSystem, entry) : Optional.empty();
      if (first.isPresent()) {
        return first;
      }
    }
    return Optional.empty();
  }

  private static boolean isVisible(FileStatus entry) {
    String name = entry.getPath().getName();
    return !name.startsWith(".") && !name.startsWith("_");
  }

  private static Optional<Path> fileIn(FileSystem fileSystem, FileStatus entry) throws IOException {
    if (entry.isDir()) {
      return firstFile(fileSystem, entry.getPath());
    }
    return entry.getLen() > 0 ? Optional.of(entry.getPath()) : Optional.empty();
  }

  private static ForeignModel read(DataInputStream in) throws IOException {
    double[][] centroids = new double[count(in)][];
    for (int row = 0; row < centroids.length; row++) {
      centroids[row] = values(in);
    }
    return new ForeignModel(centroids, values(in));
  }

  private static double[] values(DataInputStream in) throws IOException {
    double[] values = new double[count(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }

  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count <= 0 || count > MOST) {
      throw new IOException("is no Flink ML K-Means model");
    }
    return count;
  }
}
