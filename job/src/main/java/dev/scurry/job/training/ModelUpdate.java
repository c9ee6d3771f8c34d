package dev.scurry.job.training;

/**
 * A model that was just learned, or that serves from now on, on its way to assignment, snapshot and
 * the models topic. Mostly both at once; while an earlier model is pinned a new one is only
 * learned, and the pinned one only serves. While learning is frozen it is neither, and tells only
 * that a window with features has closed. A Flink POJO.
 */
public class ModelUpdate {

  /** Trained through no window of this job. */
  static final long NO_WINDOW = Long.MIN_VALUE;

  /** 0 where there is no model. */
  public long version;

  /** Last window end that the model has learned from, epoch milliseconds. */
  public long trainedThrough;

  /** The {@link dev.scurry.schema.ClusterModel} as JSON, UTF-8. */
  public byte[] json;

  /**
   * End of the window at which it was published or pinned, epoch milliseconds: window W is assigned
   * by the serving model with the greatest one <= W - slide.
   */
  public long servesFrom;

  /** Whether it is new, so that it goes to the models topic and to storage. */
  public boolean learned;

  /** Whether it assigns users. */
  public boolean serving;

  public ModelUpdate() {}

  /** A new model that serves at once. */
  public ModelUpdate(long version, long trainedThrough, byte[] json) {
    this(version, trainedThrough, json, trainedThrough, true, true);
  }

  /** No model: a window had features, from which nothing was learned. */
  public static ModelUpdate unlearned(long windowEnd) {
    return new ModelUpdate(0, windowEnd, new byte[0], windowEnd, false, false);
  }

  public ModelUpdate(
      long version,
      long trainedThrough,
      byte[] json,
      long servesFrom,
      boolean learned,
      boolean serving) {
    this.version = version;
    this.trainedThrough = trainedThrough;
    this.json = json;
    this.servesFrom = servesFrom;
    this.learned = learned;
    this.serving = serving;
  }
}
