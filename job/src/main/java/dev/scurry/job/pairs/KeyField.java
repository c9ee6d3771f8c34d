package dev.scurry.job.pairs;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The key of a line that is being read: where it lies, or its whole number in plain form. */
final class KeyField {

  private final boolean integer;
  private byte[] plain = new byte[32];
  private byte[] bytes;
  private int start;
  private int end;
  private long hash;

  /**
   * @param integer whether a key is a whole number, so that 007 is 7; otherwise any text
   */
  KeyField(boolean integer) {
    this.integer = integer;
  }

  /** Takes the bytes up to the next comma or line feed; returns where that is. */
  int read(byte[] line, int from) {
    int at = from;
    long sum = KeyTable.SEED;
    long word = Words.at(line, at);
    int length = Words.fieldBytes(word);
    while (length == 8) {
      sum = KeyTable.hash(sum, word);
      at += 8;
      word = Words.at(line, at);
      length = Words.fieldBytes(word);
    }
    bytes = line;
    start = from;
    end = at + length;
    hash = KeyTable.lastHash(sum, Words.first(word, length), length);
    if (integer) {
      makePlain();
    }
    return at + length;
  }

  /** The rank of this key; -1 where it has none yet. */
  int find(KeyTable keys) {
    return keys.find(bytes, start, end, hash);
  }

  int findOrAdd(KeyTable keys) {
    return keys.findOrAdd(bytes, start, end, hash);
  }

  boolean isUsable() {
    return problem() == null;
  }

  /** Why this is no key; null where it is one. */
  LineProblem problem() {
    if (integer) {
      return bytes == plain ? null : LineProblem.NOT_INTEGER;
    }
    if (start == end) {
      return LineProblem.EMPTY_KEY;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start));
      return null;
    } catch (CharacterCodingException e) {
      return LineProblem.NOT_UTF8;
    }
  }

  /** Blanks around it, a plus and leading zeros are no part of a number; of any length. */
  private void makePlain() {
    int from = start;
    int to = end;
    while (from < to && bytes[from] == ' ') {
      from++;
    }
    while (from < to && bytes[to - 1] == ' ') {
      to--;
    }
    boolean negative = from < to && bytes[from] == '-';
    int digits = negative || (from < to && bytes[from] == '+') ? from + 1 : from;
    if (!areDigits(digits, to)) {
      return;
    }
    while (digits < to - 1 && bytes[digits] == '0') {
      digits++;
    }
    boolean sign = negative && bytes[digits] != '0';
    copyPlain(digits, to, sign);
  }

  private boolean areDigits(int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return false;
      }
    }
    return from < to;
  }

  private void copyPlain(int from, int to, boolean sign) {
    int lead = sign ? 1 : 0;
    int length = lead + to - from;
    if (length + Words.SLACK > plain.length) {
      plain = new byte[length * 2 + Words.SLACK];
    }
    plain[0] = '-';
    System.arraycopy(bytes, from, plain, lead, to - from);
    bytes = plain;
    start = 0;
    end = length;
    hash = KeyTable.hash(plain, 0, length);
  }
}
