package dev.scurry.schema;

import java.util.List;
import java.util.Map;

/**
 * {@code reports/day=D/manifest.json}: what the daily job read and what it made of it. It is
 * written last, so a reader who starts here sees a finished run. Without clock, host or
 * parallelism.
 *
 * @param day UTC, {@code YYYY-MM-DD}
 * @param version of the software that wrote it
 * @param inputs the objects that were read, in the order of their places
 * @param parameters what it was run with: {@code algorithm}, {@code eps}, {@code min_samples},
 *     {@code scaling} ...
 * @param features the dimensions of the distance, in the order of the columns
 * @param rejected rows that were not used, by reason; their lines are in the rejected output
 * @param rejectedSample the first of them
 * @param clusters the result under the name that does not change from run to run; the same rows are
 *     among the outputs
 * @param outputs every other object that was written, sorted by path; their names change with their
 *     content, so that what a manifest names is there, whole, until the next one is
 */
public record DailyManifest(
    String day,
    String version,
    List<Input> inputs,
    Map<String, String> parameters,
    Counts counts,
    List<Feature> features,
    Map<String, Long> rejected,
    List<RejectedRow> rejectedSample,
    Output clusters,
    List<Output> outputs,
    int format) {

  /**
   * An object that was read.
   *
   * @param path below the root
   * @param bytes as it is stored
   * @param etag as S3 tells it; elsewhere a checksum of the stored bytes, or null where they were
   *     not summed
   */
  public record Input(String path, long bytes, String etag) {}

  /**
   * @param rows that were read, without headers and empty lines
   * @param rejected those of them that could not be used
   * @param headers first lines of distances that are names of columns
   * @param users distinct keys
   * @param clusters labels 0 to clusters - 1
   * @param clusteredKeys users in a cluster
   * @param noise users in none
   * @param pairsCompared unordered pairs whose distance was computed, or lines that are pairs
   * @param pairsWithinEps those of them that are near enough to count
   * @param keysNotInDistances users whose key has a comma, a quote or a line break: they are
   *     clustered, but the distance files can't name them
   */
  public record Counts(
      long rows,
      long rejected,
      long headers,
      long users,
      long clusters,
      long clusteredKeys,
      long noise,
      long pairsCompared,
      long pairsWithinEps,
      long keysNotInDistances) {}

  /**
   * @param mean of the day
   * @param deviation of the day's population; 0 where the feature does not vary
   */
  public record Feature(String name, double mean, double deviation) {}

  /**
   * @param path below the root
   * @param line counted from 1
   * @param text the row, cut after 200 characters
   */
  public record RejectedRow(String path, long line, String reason, String text) {}

  /**
   * @param path below the root
   * @param sha256 of the unpacked bytes, hexadecimal
   * @param bytes unpacked
   * @param rows without a header
   */
  public record Output(String path, String sha256, long bytes, long rows) {}
}
