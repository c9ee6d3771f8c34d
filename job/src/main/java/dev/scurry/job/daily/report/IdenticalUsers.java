package dev.scurry.job.daily.report;

import dev.scurry.schema.DailyQuality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Users with exactly the same features as another, among all who have features; the largest sets of
 * them by id.
 */
final class IdenticalUsers {

  static final int MOST_SETS = 1000;
  static final int MOST_IDS = 100;

  private final String[] keys;
  private final int[] leaders;

  private IdenticalUsers(String[] keys, int[] leaders) {
    this.keys = keys;
    this.leaders = leaders;
  }

  /**
   * @param keys by rank
   */
  static DailyQuality.Identical of(String[] keys, FeatureDigests digests) {
    return new IdenticalUsers(keys, digests.leaders()).find(digests.users());
  }

  private DailyQuality.Identical find(int users) {
    int[] sizes = new int[leaders.length];
    for (int leader : leaders) {
      if (leader >= 0) {
        sizes[leader]++;
      }
    }
    int[] sets = IntStream.range(0, sizes.length).filter(rank -> sizes[rank] > 1).toArray();
    long inSets = Arrays.stream(sets).mapToLong(leader -> sizes[leader]).sum();
    return new DailyQuality.Identical(users, sets.length, inSets, largest(sets, sizes));
  }

  /** Largest first; of the same size, by the rank of the first. */
  private List<DailyQuality.IdenticalSet> largest(int[] sets, int[] sizes) {
    int[] shown =
        Arrays.stream(sets)
            .mapToLong(leader -> (long) -sizes[leader] << Integer.SIZE | leader)
            .sorted()
            .limit(MOST_SETS)
            .mapToInt(order -> (int) order)
            .toArray();
    List<List<String>> ids = ids(shown);
    return IntStream.range(0, shown.length)
        .mapToObj(at -> new DailyQuality.IdenticalSet(sizes[shown[at]], ids.get(at)))
        .toList();
  }

  private List<List<String>> ids(int[] shown) {
    int[] places = new int[leaders.length];
    Arrays.fill(places, -1);
    List<List<String>> ids = new ArrayList<>();
    for (int leader : shown) {
      places[leader] = ids.size();
      ids.add(new ArrayList<>());
    }
    for (int rank = 0; rank < leaders.length; rank++) {
      int place = leaders[rank] < 0 ? -1 : places[leaders[rank]];
      if (place >= 0 && ids.get(place).size() < MOST_IDS) {
        ids.get(place).add(keys[rank]);
      }
    }
    return ids;
  }
}
