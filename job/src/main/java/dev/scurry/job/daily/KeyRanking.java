package dev.scurry.job.daily;

import dev.scurry.job.pairs.KeyTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Brings the keys of several readers together. A key has a number, in the order of arrival, and in
 * the end a rank: keys are ranked by the first place where any reader met them, whatever the order
 * of arrival.
 */
final class KeyRanking {

  private final KeyTable table = new KeyTable();
  private final List<int[]> numbers = new ArrayList<>();
  private long[] places = new long[1024];

  /** Takes some keys of a reader; those before them have come before. */
  void add(Finding finding) {
    while (numbers.size() <= finding.task) {
      numbers.add(new int[1024]);
    }
    int count = finding.keyEnds.length;
    int[] ofTask = numbers.get(finding.task);
    if (ofTask.length < finding.firstRank + count) {
      ofTask = Arrays.copyOf(ofTask, Math.max(finding.firstRank + count, ofTask.length * 2));
      numbers.set(finding.task, ofTask);
    }
    int start = 0;
    for (int key = 0; key < count; key++) {
      ofTask[finding.firstRank + key] =
          add(finding.keyBytes, start, finding.keyEnds[key], finding.places[key]);
      start = finding.keyEnds[key];
    }
  }

  int size() {
    return table.size();
  }

  /** The number of a key that is known by the one that a reader gave it. */
  int number(int task, int key) {
    return numbers.get(task)[key];
  }

  /** The ranks, by number. */
  int[] ranks() {
    long[] sorted = Arrays.copyOf(places, size());
    Arrays.sort(sorted);
    int[] ranks = new int[size()];
    for (int number = 0; number < ranks.length; number++) {
      ranks[number] = Arrays.binarySearch(sorted, places[number]);
    }
    return ranks;
  }

  String key(int number) {
    return new String(table.key(number), StandardCharsets.UTF_8);
  }

  private int add(byte[] bytes, int start, int end, long place) {
    int known = table.size();
    int number = table.findOrAdd(bytes, start, end);
    if (number == places.length) {
      places = Arrays.copyOf(places, places.length * 2);
    }
    places[number] = number == known ? place : Math.min(places[number], place);
    return number;
  }
}
