package dev.scurry.job.training;

/**
 * A model that was just published, on its way to assignment, snapshot and the models topic. A Flink
 * POJO.
 */
public class ModelUpdate {
  public long version;

  /** Last window end that the model has learned from, epoch milliseconds. */
  public long trainedThrough;

  /** The {@link dev.scurry.schema.ClusterModel} as JSON, UTF-8. */
  public byte[] json;

  public ModelUpdate() {}

  public ModelUpdate(long version, long trainedThrough, byte[] json) {
    this.version = version;
    this.trainedThrough = trainedThrough;
    this.json = json;
  }
}
