package dev.scurry.job.daily;

import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;

/**
 * The folder of the day's distances and the names of the objects in it that are this job's; what
 * others put there is left alone.
 *
 * @param path below the root
 */
record DistanceFolder(String path) implements Serializable {

  private static final Pattern PAIRS = Pattern.compile("scurry-pairs-\\d{5,}\\.csv\\.gz");

  /** The pairs of a block, see {@link PairsOperator}. */
  String pairs(int block) {
    return "%s/scurry-pairs-%05d.csv.gz".formatted(path, block);
  }

  /** Users without any pair. */
  String alone() {
    return path + "/scurry-alone.csv.gz";
  }

  /** Whether an object of the folder is this job's. */
  boolean isOwn(String object) {
    return object.equals(alone())
        || PAIRS.matcher(object.substring(object.lastIndexOf('/') + 1)).matches();
  }

  /** Removes what a former run with more users left: its pairs are not the day's any more. */
  void deleteAllBut(Collection<String> current, DayStore store) throws IOException {
    for (FileStatus file : store.list(path)) {
      String object = path + "/" + file.getPath().getName();
      if (PAIRS.matcher(file.getPath().getName()).matches() && !current.contains(object)) {
        store.delete(object);
      }
    }
  }
}
