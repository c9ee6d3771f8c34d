package dev.scurry.job.training;

import dev.scurry.clustering.HalfLifeDecay;
import dev.scurry.job.config.Settings;
import java.io.Serializable;

/**
 * Writes a shard anew where the half-life changes, so that what has passed is forgotten by the old
 * one and what comes by the new one, for every shard from the same window on, however long it has
 * been silent.
 */
final class HalfLifeChange implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Settings settings;

  HalfLifeChange(Settings settings) {
    this.settings = settings;
  }

  /**
   * The shard as it is at the change.
   *
   * @param position of the change, in the unit of the half-life
   */
  byte[] ofSnapshot(long position, byte[] stored, Course before) {
    return at(position, ShardSnapshot.decode(stored), before).encode();
  }

  /** The same of a shard's report. */
  byte[] ofReport(long position, byte[] stored, Course before) {
    ShardReport report = ShardReport.decode(stored);
    return new ShardReport(
            at(position, report.snapshot(), before),
            report.windowEnd(),
            report.acts(),
            report.sample())
        .encode();
  }

  private ShardSnapshot at(long position, ShardSnapshot shard, Course before) {
    HalfLifeDecay decay = new HalfLifeDecay(before.halfLife(settings).amount());
    return new ShardSnapshot(shard.trainedWith(), position, shard.decayedTo(position, decay));
  }
}
