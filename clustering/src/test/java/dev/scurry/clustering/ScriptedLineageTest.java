package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.clustering.ClusterLineage.Event;
import dev.scurry.clustering.ClusterLineage.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Four groups of users whose story is known. From window 11 on D is gone and E is there, elsewhere;
 * from 31 to 50 A wanders off; from 61 to 80 B and C become one while A parts into two.
 */
class ScriptedLineageTest {

  private static final int WINDOWS = 110;
  private static final LloydOptions FOUR =
      new LloydOptions(4, LloydOptions.Start.KMEANS_PLUS_PLUS, 300, 10, 1e-4);

  private final List<List<Event>> events = new ArrayList<>();
  private final List<Set<Long>> ids = new ArrayList<>();
  private MicroClusters[] shards;
  private KMeansModel model;
  private ClusterIdentity identity;

  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "16,1", "16,2", "16,3"})
  void lineage_tellsTheStory(int shardCount, long seed) {
    learnAll(shardCount, seed);

    Set<Long> first = ids.get(9);
    Set<Long> second = ids.get(29);
    Set<Long> last = ids.get(WINDOWS - 1);
    assertThat(first).hasSize(4);
    assertThat(second).hasSize(4);
    assertThat(intersection(first, second)).as("A, B and C live on").hasSize(3);
    assertThat(between(11, 30, Kind.BORN)).as("E").hasSize(1);
    assertThat(between(11, 30, Kind.DIED)).as("D").hasSize(1);
    assertThat(between(11, 30, Kind.MERGED)).isEmpty();
    assertThat(between(31, 60, null)).as("who wanders is who he was").isEmpty();
    assertThat(ids.get(59)).isEqualTo(second);
    assertThat(intersection(second, last)).as("E, one of A, one of B and C").hasSize(3);
    assertThat(between(61, WINDOWS, Kind.BORN)).as("half of A").hasSize(1);
    assertThat(between(61, WINDOWS, Kind.SPLIT)).as("A").hasSize(1);
    assertThat(between(61, WINDOWS, Kind.DIED)).as("B or C").hasSize(1);
    assertThat(between(61, WINDOWS, Kind.MERGED)).as("C or B").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1,4", "16,5"})
  void lineage_agreesWithTheIds_andNoneIsEverUsedAgain(int shardCount, long seed) {
    learnAll(shardCount, seed);

    Set<Long> ever = new TreeSet<>(ids.get(0));
    for (int window = 1; window < WINDOWS; window++) {
      Set<Long> born = new TreeSet<>(ids.get(window));
      born.removeAll(ids.get(window - 1));
      Set<Long> died = new TreeSet<>(ids.get(window - 1));
      died.removeAll(ids.get(window));
      assertThat(clusters(window, Kind.BORN)).isEqualTo(born);
      assertThat(clusters(window, Kind.DIED)).isEqualTo(died);
      assertThat(born).doesNotContainAnyElementsOf(ever);
      ever.addAll(born);
    }
  }

  private Set<Long> clusters(int window, Kind kind) {
    return events.get(window).stream()
        .filter(event -> event.kind() == kind)
        .map(Event::cluster)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Event> between(int from, int to, Kind kind) {
    return events.subList(from - 1, to).stream()
        .flatMap(List::stream)
        .filter(event -> kind == null || event.kind() == kind)
        .toList();
  }

  private static Set<Long> intersection(Set<Long> a, Set<Long> b) {
    Set<Long> both = new TreeSet<>(a);
    both.retainAll(b);
    return both;
  }

  private void learnAll(int shardCount, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    shards = new MicroClusters[shardCount];
    Arrays.setAll(shards, shard -> new MicroClusters(40, 2));
    for (int window = 1; window <= WINDOWS; window++) {
      learn(window, seed, random);
    }
  }

  private void learn(int window, long seed, SplittableRandom random) {
    HalfLifeDecay decay = new HalfLifeDecay(3);
    for (int shard = 0; shard < shards.length; shard++) {
      double[] rows = rows(window, 1600 / shards.length, random);
      shards[shard].decay(decay.factor(window - 1, window));
      Metric metric = Metric.standard(shards[shard], rows);
      shards[shard].absorb(rows, metric, Seeds.of(seed, shard, window));
    }
    MicroClusters all = MicroClusters.merge(List.of(shards));
    KMeansModel before = model;
    ClusterIdentity idsBefore = identity;
    double[] previous = before == null ? new double[0] : before.centroids();
    model = WeightedLloyd.reduce(all, Metric.standard(all), FOUR, previous, Seeds.of(seed, window));
    identity =
        before == null ? ClusterIdentity.first(model.k()) : idsBefore.next(all, before, model);
    events.add(
        before == null
            ? List.of()
            : ClusterLineage.between(all, before, idsBefore, model, identity));
    ids.add(Arrays.stream(identity.ids()).boxed().collect(Collectors.toCollection(TreeSet::new)));
  }

  private static double[] rows(int window, int count, SplittableRandom random) {
    double[] rows = new double[2 * count];
    for (int i = 0; i < count; i++) {
      double[] place = place(i % 4, i / 4 % 2 == 0, window);
      rows[2 * i] = place[0] + 2 * random.nextGaussian();
      rows[2 * i + 1] = place[1] + 2 * random.nextGaussian();
    }
    return rows;
  }

  /** Where a user of a group is; the halves of A part late. */
  private static double[] place(int group, boolean half, int window) {
    double wandering = part(window, 30, 50);
    double late = part(window, 60, 80);
    return switch (group) {
      case 0 -> new double[] {-12 * wandering + (half ? -14 : 14) * late, 12 * wandering};
      case 1 -> new double[] {60 - 10 * late, 20 * late};
      case 2 -> new double[] {40 + 10 * late, 60 - 40 * late};
      default -> window <= 10 ? new double[] {-10, 60} : new double[] {-20, -70};
    };
  }

  private static double part(int window, int from, int to) {
    return Math.max(0, Math.min(1, (window - from) / (double) (to - from)));
  }
}
