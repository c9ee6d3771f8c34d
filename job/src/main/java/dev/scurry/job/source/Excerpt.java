package dev.scurry.job.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A record's bytes, or the first of them.
 *
 * @param bytes null where they are hidden
 * @param length how many bytes the record had
 * @param sha256 of all of them, in hex; null where {@code bytes} are all
 */
public record Excerpt(byte[] bytes, long length, String sha256) {

  /** Most bytes that a dead letter or a late event carries. */
  static final int LIMIT = 256 * 1024;

  static Excerpt of(byte[] bytes) {
    return bytes.length <= LIMIT
        ? new Excerpt(bytes, bytes.length, null)
        : new Excerpt(Arrays.copyOf(bytes, LIMIT), bytes.length, sha256Of(bytes));
  }

  /** Of a record longer than the limit, whose bytes have gone through the digest. */
  static Excerpt cut(byte[] bytes, long length, MessageDigest digest) {
    return new Excerpt(
        Arrays.copyOf(bytes, LIMIT), length, HexFormat.of().formatHex(digest.digest()));
  }

  /** Of a record whose bytes are kept from everybody. */
  static Excerpt hidden(long length) {
    return new Excerpt(null, length, null);
  }

  /** Null where the bytes are hidden. */
  String base64() {
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
  }

  static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** In hex. */
  public static String sha256Of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256Digest().digest(bytes));
  }
}
