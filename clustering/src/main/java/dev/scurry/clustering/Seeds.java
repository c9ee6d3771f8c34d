package dev.scurry.clustering;

/**
 * Seeds for independent streams of randomness, made of a base seed and what the stream is for: a
 * shard, a window, a trial. The same parts give the same seed on every machine.
 */
public final class Seeds {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private Seeds() {}

  /** A seed that depends on every part and on their order. */
  public static long of(long seed, long... parts) {
    long mixed = mix(seed + GOLDEN_GAMMA);
    for (long part : parts) {
      mixed = mix(mixed + GOLDEN_GAMMA + mix(part));
    }
    return mixed;
  }

  /** Finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014, variant 13 of Stafford). */
  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
