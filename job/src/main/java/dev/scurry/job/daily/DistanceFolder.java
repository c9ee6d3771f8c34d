package dev.scurry.job.daily;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * The folder of the day's distances and the names of the objects in it that are this job's; what
 * others put there is left alone. A name ends with the checksum of what the object holds.
 *
 * @param path below the root
 */
record DistanceFolder(String path) implements Serializable {

  private static final Pattern OWN =
      Pattern.compile("scurry-(pairs-\\d{5,}|alone)(-[0-9a-f]{16})?\\.csv\\.gz");

  /** The pairs of a block, see {@link PairsOperator}: how its name begins. */
  String pairsPrefix(int block) {
    return "%s/scurry-pairs-%05d".formatted(path, block);
  }

  /** Users without any pair: how the name begins. */
  String alonePrefix() {
    return path + "/scurry-alone";
  }

  /** Whether an object of the folder is this job's. */
  boolean isOwn(String object) {
    return OWN.matcher(object.substring(object.lastIndexOf('/') + 1)).matches();
  }
}
