package dev.scurry.generator;

/**
 * Random numbers that are the same on every JVM: SplitMix64 (Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators", 2014) and StrictMath. The library's generators leave
 * the way from bits to numbers to each release.
 */
final class Dice {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final double UNIT = 0x1.0p-53;

  private long state;

  Dice(long seed) {
    this.state = seed;
  }

  /** Dice of their own for a purpose; those of other purposes and places are independent. */
  static Dice of(long seed, long purpose, long place) {
    return new Dice(mix(mix(mix(seed) + purpose * GOLDEN) + place * GOLDEN));
  }

  long bits() {
    state += GOLDEN;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return (bits() >>> 11) * UNIT;
  }

  /** Uniform in 0..bound-1; the bias of bound / 2^53 does not matter here. */
  int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** Standard normal, by Box and Muller; the second number of the pair is thrown away. */
  double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }

  /** Lognormal with median 1. */
  double lognormal(double sigma) {
    return StrictMath.exp(sigma * gaussian());
  }

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
