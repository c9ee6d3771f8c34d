package dev.scurry.clustering.inspect;

import java.util.SplittableRandom;

/** Small random sets of points in seven shapes. */
final class PointSets {

  private PointSets() {}

  static double[] of(int shape, int n, int dimensions, SplittableRandom random) {
    double[] points = new double[n * dimensions];
    int blobs = random.nextInt(2, 8);
    double spread = random.nextDouble(0.02, 1);
    int side = random.nextInt(2, 12);
    for (int i = 0; i < n; i++) {
      int blob = random.nextInt(blobs);
      int copied = random.nextInt(i + 1);
      boolean copies = random.nextInt(3) == 0;
      for (int f = 0; f < dimensions; f++) {
        int at = i * dimensions + f;
        points[at] =
            switch (shape) {
              case 0 -> random.nextDouble();
              case 1 -> (blob * (7 + f)) % 10 + bell(random) * spread;
              case 2 -> random.nextInt(side);
              case 3 -> copies ? points[copied * dimensions + f] : random.nextDouble();
              case 4 ->
                  (i == 0 ? 0 : points[at - dimensions]) - StrictMath.log(random.nextDouble());
              case 5 -> 0.1 * random.nextInt(30) + (copies ? 1e-4 * bell(random) : 0);
              default -> bell(random) / (0.1 + random.nextDouble());
            };
      }
    }
    return points;
  }

  private static double bell(SplittableRandom random) {
    return random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
  }
}
