package dev.scurry.job.daily;

import java.util.Comparator;

/**
 * The order of keys and object names: that of their UTF-8 bytes, unsigned, as S3 lists and {@code
 * LC_ALL=C sort} sorts. It is the order of code points; Java's own order of Strings differs from it
 * where a character lies beyond U+FFFF.
 */
final class KeyOrder {

  static final Comparator<String> BY_UTF8 = KeyOrder::compare;

  private KeyOrder() {}

  private static int compare(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int at = 0; at < shorter; at++) {
      char x = a.charAt(at);
      char y = b.charAt(at);
      if (x != y) {
        return surrogatesLast(x) - surrogatesLast(y);
      }
    }
    return a.length() - b.length();
  }

  /** Puts the halves of what lies beyond U+FFFF behind U+E000 to U+FFFF, keeping both orders. */
  private static int surrogatesLast(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
