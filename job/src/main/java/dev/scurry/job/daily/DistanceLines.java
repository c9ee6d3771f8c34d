package dev.scurry.job.daily;

/**
 * The lines of a distance file: {@code key1,key2,distance}, no header, LF. The form knows no
 * quotes, so a key with a comma, a quote or a line break can't be named and has no lines. A user
 * without any line of his own is written as {@code key,key,0}, so that he is known to be there.
 */
final class DistanceLines {

  private DistanceLines() {}

  static boolean canName(String key) {
    return CsvText.isPlain(key);
  }

  static String alone(String key) {
    return key + ',' + key + ",0\n";
  }
}
