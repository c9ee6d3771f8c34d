package dev.scurry.job.training;

import dev.scurry.clustering.ClusterIdentity;
import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.Metric;
import dev.scurry.job.StateFormat;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * The model that was published last.
 *
 * @param wire its wire form
 * @param choice how its k came about; null where it was learned elsewhere
 * @param trainedWith {@link TrainedWith#fingerprint} of the settings
 */
record PublishedModel(ClusterModel wire, KChoice choice, long trainedWith) {

  private static final int FORMAT = 2;

  long trainedThrough() {
    return Instant.parse(wire.trainedThrough()).toEpochMilli();
  }

  KMeansModel mathematics() {
    double[] centroids = Arrays.stream(wire.centroids()).flatMapToDouble(Arrays::stream).toArray();
    return new KMeansModel(Metric.of(wire.scale()), centroids, wire.weights(), wire.ssd());
  }

  ClusterIdentity identity() {
    return new ClusterIdentity(wire.clusterIds(), nextClusterId());
  }

  /** What the next new cluster is called. */
  long nextClusterId() {
    long above = Arrays.stream(wire.clusterIds()).max().orElseThrow() + 1;
    return wire.nextClusterId() == null ? above : Math.max(above, wire.nextClusterId());
  }

  ModelUpdate update() {
    return new ModelUpdate(wire.version(), trainedThrough(), WireFormat.encode(wire));
  }

  /** Format, fingerprint, choice, then the model as JSON. */
  byte[] encode() {
    byte[] json = WireFormat.encode(wire);
    ByteBuffer buffer =
        ByteBuffer.allocate(Integer.BYTES + Long.BYTES + KChoice.BYTES + json.length);
    buffer.putInt(FORMAT).putLong(trainedWith);
    choice.encode(buffer);
    return buffer.put(json).array();
  }

  static PublishedModel decode(byte[] stored) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    StateFormat.require(FORMAT, buffer.getInt(), "a model");
    int json = Integer.BYTES + Long.BYTES + KChoice.BYTES;
    ClusterModel wire =
        WireFormat.decode(Arrays.copyOfRange(stored, json, stored.length), ClusterModel.class);
    long trainedWith = buffer.getLong();
    return new PublishedModel(wire, KChoice.decode(buffer, wire.kAdvice()), trainedWith);
  }
}
