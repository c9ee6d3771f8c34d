package dev.scurry.job.training;

import dev.scurry.clustering.ClusterIdentity;
import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.Metric;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * The model that was published last: its wire form, which is all there is to know of it but the
 * next id.
 */
record PublishedModel(ClusterModel wire, long nextClusterId) {

  private static final int FORMAT = 1;

  long trainedThrough() {
    return Instant.parse(wire.trainedThrough()).toEpochMilli();
  }

  KMeansModel mathematics() {
    double[] centroids = Arrays.stream(wire.centroids()).flatMapToDouble(Arrays::stream).toArray();
    return new KMeansModel(Metric.of(wire.scale()), centroids, wire.weights(), wire.ssd());
  }

  ClusterIdentity identity() {
    return new ClusterIdentity(wire.clusterIds(), nextClusterId);
  }

  ModelUpdate update() {
    return new ModelUpdate(wire.version(), trainedThrough(), WireFormat.encode(wire));
  }

  /** Format, next id, then the model as JSON. */
  byte[] encode() {
    byte[] json = WireFormat.encode(wire);
    return ByteBuffer.allocate(Integer.BYTES + Long.BYTES + json.length)
        .putInt(FORMAT)
        .putLong(nextClusterId)
        .put(json)
        .array();
  }

  static PublishedModel decode(byte[] stored) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    StateFormat.require(FORMAT, buffer.getInt(), "a model");
    long nextClusterId = buffer.getLong();
    byte[] json = Arrays.copyOfRange(stored, buffer.position(), stored.length);
    return new PublishedModel(WireFormat.decode(json, ClusterModel.class), nextClusterId);
  }
}
