package dev.scurry.job.daily.report;

import dev.scurry.job.page.Group;
import dev.scurry.job.page.Swatch;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The largest segments of a day, which a page has room for; the first of equals. */
final class ShownSegments {

  /** A segment keeps its colour as long as its id. */
  private static final int SWATCHES = 14;

  private final DayToReport day;
  private final int[] clusters;

  ShownSegments(DayToReport day, int most) {
    this.day = day;
    this.clusters =
        IntStream.range(0, day.clusters())
            .boxed()
            .sorted(Comparator.comparingLong(cluster -> -day.size(cluster)))
            .limit(most)
            .mapToInt(Integer::intValue)
            .toArray();
  }

  int count() {
    return clusters.length;
  }

  int left() {
    return day.clusters() - clusters.length;
  }

  /** The day's label of a segment, by its place on the page. */
  int cluster(int place) {
    return clusters[place];
  }

  List<Group> groups() {
    return Arrays.stream(clusters).mapToObj(cluster -> group(day.segment(cluster))).toList();
  }

  static Group group(long segment) {
    return new Group(Long.toString(segment), Swatch.of((int) (segment % SWATCHES)));
  }

  /** The place of each row's segment, or -1. */
  int[] places(int[] labels) {
    int[] placeOf = new int[day.clusters()];
    Arrays.fill(placeOf, -1);
    for (int place = 0; place < clusters.length; place++) {
      placeOf[clusters[place]] = place;
    }
    return Arrays.stream(labels).map(label -> label < 0 ? -1 : placeOf[label]).toArray();
  }
}
