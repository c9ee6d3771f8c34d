package dev.scurry.job.daily;

import dev.scurry.schema.DailyManifest;

/**
 * What came of a day.
 *
 * @param clusters how many
 * @param clusteredKeys users in one of them
 * @param noise users in none
 * @param rejected rows that could not be used
 * @param report the page to read, below the root; null where none was written
 */
public record DailyResult(
    String day,
    boolean success,
    long clusters,
    long clusteredKeys,
    long noise,
    long users,
    long rejected,
    long pairsWithinEps,
    long pairsCompared,
    String report) {

  static DailyResult of(DailyManifest manifest) {
    DailyManifest.Counts counts = manifest.counts();
    return new DailyResult(
        manifest.day(),
        true,
        counts.clusters(),
        counts.clusteredKeys(),
        counts.noise(),
        counts.users(),
        counts.rejected(),
        counts.pairsWithinEps(),
        counts.pairsCompared(),
        DayReporter.pageOf(manifest));
  }
}
