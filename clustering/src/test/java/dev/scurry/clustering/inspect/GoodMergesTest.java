package dev.scurry.clustering.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies between the tutorial's points and its result, as the original computes it. */
class GoodMergesTest {

  private final MergeTree tree = new MergeTree(SingleLinkage.of(Tutorial.points(), 2));
  private final double[] ordered = tree.ordered(Tutorial.points(), 2);
  private final GoodMerges merges = new GoodMerges(tree, ordered, 2, 5);

  @Test
  void tree_hasTheTutorialsClustersAndLevels() {
    assertThat(Inspection.minimum(100)).isEqualTo(5);
    assertThat(tree.clusters()).isEqualTo(29);
    assertThat(Arrays.stream(tree.level).max()).hasValue(16);
  }

  @Test
  void limit_isTheTutorials() {
    assertThat(merges.limit()).isCloseTo(-1.2422573f, within(1e-7f));
  }

  @Test
  void gaps_areTheTutorials() {
    float[] gaps = new MergeGaps(tree, ordered, 2, 15).all(5);

    assertThat(IntStream.of(merges.merges()).mapToDouble(k -> gaps[k]).toArray())
        .containsExactly(
            new double[] {
              0.28079697489738464, 0.1682143360376358, 0.2207537740468979, 0.1440962702035904,
              0.15537399053573608, 0.15528832376003265, 0.17371609807014465, 0.19169014692306519,
              0.23901145160198212, 0.17300499975681305, 0.24731075763702393, 0.2456676959991455,
              0.3585065007209778, 0.24954958260059357, 0.2535044848918915, 0.48005804419517517,
              0.46900010108947754, 0.3770779073238373, 0.7004299163818359, 0.6336514353752136,
              0.2692596912384033, 0.3778451681137085, 0.45436960458755493, 0.6650628447532654,
              0.8289374113082886, 2.064516305923462, 0.9329705834388733, 1.5702760219573975
            },
            within(0.0));
  }

  @Test
  void good_isFalseForTheFourHighestMergesOfTheTutorial() {
    assertThat(listed(false)).containsExactly("16 0+1", "15 0+5", "14 0+3", "13 3+9");
    assertThat(listed(true))
        .containsExactly(
            "9 3+25,9 0+18,8 9+22,8 3+26,7 0+4,7 5+20,6 1+27,6 5+21,5 9+13,5 1+23,5 4+6,5 5+8,4 6+12,4 1+2,4 3+24,3 3+7,2 6+14,2 5+16,2 1+15,2 3+10,2 9+19,2 2+17,2 7+11,1 27+28"
                .split(","));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 9, 0.1533422, 0.0969171, 0 2 3 13 15 16 22 24 30 36 46 57 66 67 79 87 95 99",
    "1, 6, 0.1578420, 0.0885983, 20 28 56 58 63 69 77 78 80 81 82 83 85 91 93 97 98",
    "5, 7, 0.1761534, 0.0789836, 14 23 25 31 34 40 41 49 54 59 62 68 72 84 86 88 89 96",
    "3, 9, 0.1946925, 0.0880184,"
        + " 7 8 12 17 19 27 29 32 33 39 47 50 51 52 55 64 70 74 75 76 92 94",
    "9, 8, 0.1469129, 0.0427398, 5 10 18 26 35 37 44 45 53 60 61 65 73 90"
  })
  void lastGoodLevel_isTheTutorials(
      int id, int level, double mean, double deviation, String members) {
    assertThat(merges.lastGoodLevel(id)).isEqualTo(level);
    int node =
        IntStream.range(0, tree.merges)
            .filter(k -> tree.id[k] == id && tree.level[k] == level)
            .findAny()
            .orElseThrow();
    assertThat(tree.mean[node]).isCloseTo(mean, within(5e-8));
    assertThat(tree.deviation[node]).isCloseTo(deviation, within(5e-8));
    assertThat(tree.size[node]).isEqualTo(members.split(" ").length);
    assertThat(
            IntStream.range(tree.firstMember[node], tree.memberEnd(node))
                .map(place -> tree.members[place])
                .sorted())
        .containsExactly(
            Arrays.stream(members.split(" ")).map(Integer::valueOf).toArray(Integer[]::new));
  }

  @Test
  void registered_areTheTutorialsFive() {
    assertThat(merges.registered()).containsExactly(0, 1, 5, 3, 9);
    assertThat(Duplicates.usualDeviation(tree, merges, 5)).isEqualTo(0.0790514312684536);
  }

  /** Two points are one cluster, and its last good level a tenth of the points. */
  @Test
  void lastGoodLevel_ofTheOnlyClusterIsATenthOfThePoints() {
    double[] line = IntStream.range(0, 25).mapToDouble(i -> i * (i + 1) / 2.0).toArray();
    MergeTree chain = new MergeTree(SingleLinkage.of(line, 1));

    assertThat(new GoodMerges(chain, chain.ordered(line, 1), 1, 2).lastGoodLevel(0)).isEqualTo(2);
  }

  private List<String> listed(boolean good) {
    int[] nodes = merges.merges();
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < nodes.length; i++) {
      if (merges.good()[i] == good) {
        chosen.add(nodes[i]);
      }
    }
    return chosen.stream()
        .sorted(Comparator.comparingInt(k -> -tree.level[k]))
        .map(k -> tree.level[k] + " " + tree.id[k] + "+" + tree.inner[k])
        .toList();
  }
}
