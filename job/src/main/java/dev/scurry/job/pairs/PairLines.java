package dev.scurry.job.pairs;

import dev.scurry.clustering.density.PairConsumer;
import java.util.Arrays;

/**
 * Takes lines of {@code key1,key2,distance} apart where they lie: no line, key or number becomes an
 * object. A line is used whole or not at all; one that is not used gives its keys no rank.
 *
 * <p>A left key that repeats the one of the line before costs a comparison of bytes only.
 */
public final class PairLines<E extends Exception> {

  private final KeyTable keys;
  private final LineRejection rejected;
  private final PairConsumer<E> pairs;
  private final KeyField left;
  private final KeyField right;
  private final DistanceField distance = new DistanceField();
  private byte[] lastLeft = {};
  private int lastLeftRank;
  private long line;
  private long read;

  /**
   * @param keys gets every key in the order of appearance, left before right
   * @param integerKeys whether keys are whole numbers, so that 007 is 7; otherwise they are any
   *     text up to the comma, without quotes
   * @param pairs gets the ranks of both keys, which may be one, and the distance, finite and >= 0
   */
  public PairLines(
      KeyTable keys, boolean integerKeys, LineRejection rejected, PairConsumer<E> pairs) {
    this.keys = keys;
    this.rejected = rejected;
    this.pairs = pairs;
    this.left = new KeyField(integerKeys);
    this.right = new KeyField(integerKeys);
  }

  /** The line that is being read, or was read last; from 1. */
  public long line() {
    return line;
  }

  /** How many lines were pairs so far. */
  public long read() {
    return read;
  }

  /** Passes over the first line of [0, end); returns where the next one begins. */
  public int skip(byte[] bytes, int end) {
    line++;
    int at = 0;
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    return at + 1;
  }

  /** The beginning of a line of which the rest is not there. */
  public void cutShort(byte[] bytes, int end) {
    line++;
    rejected.add(line, LineProblem.TOO_LONG, bytes, 0, end);
  }

  /** Reads the lines of [from, end), the last of which has its line feed too. */
  public void read(byte[] bytes, int from, int end) throws E {
    int at = from;
    while (at < end) {
      at = readLine(bytes, at);
    }
  }

  /** Reads the line that begins at from; returns where the next one begins. */
  private int readLine(byte[] bytes, int from) throws E {
    line++;
    boolean sameLeft = lastLeft.length > 0 && beginsWithLastLeft(bytes, from);
    int first = sameLeft ? from + lastLeft.length - 1 : left.read(bytes, from);
    if (bytes[first] != ',') {
      return reject(bytes, from);
    }
    int second = right.read(bytes, first + 1);
    if (bytes[second] != ',') {
      return reject(bytes, from);
    }
    double value = distance.read(bytes, second + 1);
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      return reject(bytes, from);
    }
    int leftRank = sameLeft ? lastLeftRank : left.find(keys);
    int rightRank = right.find(keys);
    if (leftRank < 0 || rightRank < 0) {
      if (!(sameLeft || left.isUsable()) || !right.isUsable()) {
        return reject(bytes, from);
      }
      leftRank = sameLeft ? leftRank : left.findOrAdd(keys);
      rightRank = right.findOrAdd(keys);
    }
    if (!sameLeft) {
      lastLeft = Arrays.copyOfRange(bytes, from, first + 1);
      lastLeftRank = leftRank;
    }
    read++;
    pairs.accept(leftRank, rightRank, value);
    return distance.end() + 1;
  }

  /** With the comma behind it; no key has a line feed, so this ends within the line. */
  private boolean beginsWithLastLeft(byte[] bytes, int from) {
    byte[] expected = lastLeft;
    for (int i = 0; i < expected.length; i++) {
      if (bytes[from + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private int reject(byte[] bytes, int from) {
    int end = lineEnd(bytes, from);
    int textEnd = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    if (textEnd > from) {
      rejected.add(line, problem(bytes, from, textEnd), bytes, from, textEnd);
    }
    return end + 1;
  }

  private LineProblem problem(byte[] bytes, int from, int end) {
    int first = comma(bytes, from, end);
    int second = comma(bytes, first + 1, end);
    if (second >= end || comma(bytes, second + 1, end) < end) {
      return LineProblem.FIELDS;
    }
    LineProblem ofDistance = DistanceField.problem(bytes, second + 1, end);
    if (ofDistance != null) {
      return ofDistance;
    }
    left.read(bytes, from);
    LineProblem ofLeft = left.problem();
    right.read(bytes, first + 1);
    return ofLeft == null ? right.problem() : ofLeft;
  }

  private static int comma(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != ',') {
      at++;
    }
    return at;
  }

  private static int lineEnd(byte[] bytes, int from) {
    int at = from;
    while (bytes[at] != '\n') {
      at++;
    }
    return at;
  }
}
