package dev.scurry.job.daily;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Writes the lines of pairs, see {@link DistanceLines}, without a String in between. A distance is
 * the shortest decimal that reads as it, on every Java.
 */
final class PairText {

  /** Bytes of a distance, commas and the line's end, at most. */
  private static final int REST = 32;

  private final UserKeys keys;
  private byte[] line = new byte[256];

  PairText(UserKeys keys) {
    this.keys = keys;
  }

  void write(int i, int j, double distance, Spool lines) throws IOException {
    ensure(keys.length(i) + keys.length(j) + REST);
    int at = keys.copy(i, line, 0);
    line[at++] = ',';
    at = keys.copy(j, line, at);
    line[at++] = ',';
    String number = NumberOutput.toString(distance, true);
    for (int digit = 0; digit < number.length(); digit++) {
      line[at++] = (byte) number.charAt(digit);
    }
    line[at++] = '\n';
    lines.row(line, at);
  }

  private void ensure(int length) {
    if (length > line.length) {
      line = Arrays.copyOf(line, 2 * length);
    }
  }
}
