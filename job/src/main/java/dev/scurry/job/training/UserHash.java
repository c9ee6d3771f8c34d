package dev.scurry.job.training;

import java.nio.charset.StandardCharsets;
import org.apache.datasketches.hash.MurmurHash3;

/**
 * The hash that decides a user's shard and his place in the canonical order. It never changes: the
 * state of every shard depends on it.
 */
final class UserHash {

  private static final long SEED = 0;

  private UserHash() {}

  /** The first 64 bits of {@link #of128}. */
  static long of(String user) {
    return of128(user)[0];
  }

  /** MurmurHash3 (x64, 128 bit) over the user's UTF-8. */
  static long[] of128(String user) {
    byte[] utf8 = user.getBytes(StandardCharsets.UTF_8);
    return utf8.length == 0 ? new long[2] : MurmurHash3.hash(utf8, SEED);
  }
}
