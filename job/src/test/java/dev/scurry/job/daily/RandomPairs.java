package dev.scurry.job.daily;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Objects of random distances between 60 points in groups on a line, in either direction, some
 * listed again with another distance, and among them every kind of line that is no pair.
 */
final class RandomPairs {

  private static final Map<String, String> BAD_LINES =
      Map.of(
          "fields", "1,2",
          "empty-key", ",2,0.1",
          "not-a-number", "1,2,NaN",
          "negative", "1,2,-0.25",
          "too-large", "1,2,1e999");

  private final Random random;
  private final boolean integerKeys;
  private final double[] points;
  final NaivePairs naive;
  final Map<String, Long> bad = new TreeMap<>();
  long pairs;

  RandomPairs(long seed, boolean integerKeys) {
    this.random = new Random(seed);
    this.integerKeys = integerKeys;
    this.naive = new NaivePairs(integerKeys);
    this.points =
        random
            .ints(60, 0, 15)
            .mapToDouble(place -> place < 9 ? 3 * (place % 5) + 0.2 * random.nextGaussian() : place)
            .toArray();
  }

  /** Text of the next object, in the order of the names. */
  String next(int lines) {
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < lines; line++) {
      String end = random.nextBoolean() ? "\n" : "\r\n";
      text.append(random.nextInt(10) == 0 ? badLine() : pair()).append(end);
    }
    return text.append(pair()).toString(); // without a line end
  }

  private String badLine() {
    List<String> reasons = BAD_LINES.keySet().stream().sorted().toList();
    int at = random.nextInt(reasons.size() + (integerKeys ? 1 : 0));
    String reason = at == reasons.size() ? "not-integer" : reasons.get(at);
    bad.merge(reason.equals("empty-key") && integerKeys ? "not-integer" : reason, 1L, Long::sum);
    return BAD_LINES.getOrDefault(reason, "1,x,0.1");
  }

  private String pair() {
    int i = random.nextInt(points.length);
    int j = random.nextInt(20) == 0 ? i : random.nextInt(points.length);
    double noise = random.nextInt(4) == 0 ? 1 + random.nextDouble() : 1;
    double distance = Math.round(Math.abs(points[i] - points[j]) * noise * 1000) / 1000.0;
    String left = key(i);
    String right = key(j);
    naive.add(left, right, distance);
    pairs++;
    return String.format(Locale.ROOT, "%s,%s,%s", left, right, distance);
  }

  private String key(int point) {
    if (integerKeys) {
      return (random.nextBoolean() ? "00" : "") + (point + 1);
    }
    return point % 7 == 0 ? "\"" + point + "\"" : "key " + point;
  }
}
