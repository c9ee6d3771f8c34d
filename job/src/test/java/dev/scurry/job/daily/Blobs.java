package dev.scurry.job.daily;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A day of users around four centres and strewn between them, in three parts, in no order. */
final class Blobs {

  private Blobs() {}

  static NaiveDay in(DayFolder day, int users, double eps, int minSamples) throws IOException {
    Random random = new Random(11);
    String[] keys = new String[users];
    double[][] values = new double[users][];
    List<String> rows = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      int centre = random.nextInt(5);
      double spread = centre == 4 ? 4 : 0.3;
      keys[user] = String.format(Locale.ROOT, "user-%05d", user);
      values[user] =
          new double[] {
            centre % 2 * 5 + spread * random.nextGaussian(),
            centre / 2 * 5 + spread * random.nextGaussian()
          };
      rows.add(DayFolder.row(keys[user], values[user][0], values[user][1]));
    }
    Collections.shuffle(rows, random);
    int third = users / 3;
    day.part("part-0.csv.gz", rows.subList(0, third))
        .part("part-1.csv.gz", rows.subList(third, 2 * third))
        .part("part-2.csv.gz", rows.subList(2 * third, users))
        .manifest();
    return new NaiveDay(keys, values, eps, minSamples);
  }
}
