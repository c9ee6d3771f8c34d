package dev.scurry.job.daily.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.DailyQuality;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DayQualityTest {

  private static final List<String> NAMES = List.of("views", "comments");

  /** Two segments at (0, 0) and (10, 0), one user far off in none; "h" is just "a" again. */
  private static final String[] KEYS = {"a", "b", "c", "d", "e", "f", "g", "h"};

  private static final int[] LABELS = {0, 0, 0, 1, 1, 1, -1, 0};

  private static final double[][] ROWS = {
    {0, 0}, {0, 1}, {1, 0}, {10, 0}, {10, 1}, {11, 0}, {50, 50}, {0, 0}
  };

  private static DayToReport day(UserVectors vectors, ClusterModel model) {
    return new DayToReport(
        "2026-01-02",
        "1",
        Map.of(),
        KEYS,
        LABELS,
        2,
        Map.of("number", 3L),
        SegmentFlows.first("2026-01-02", LABELS, 2, 7),
        vectors,
        model,
        vectors == null ? Map.of("features", "there are none", "agreement", "no model") : Map.of());
  }

  private static UserVectors raw(double[]... rows) {
    FeatureDigests digests = new FeatureDigests(rows.length);
    for (int rank = 0; rank < rows.length; rank++) {
      if (rows[rank] != null) {
        digests.put(rank, rows[rank]);
      }
    }
    return UserVectors.of(NAMES, digests, rows, false);
  }

  private static ClusterModel model(List<String> features, double[][] centroids) {
    return new ClusterModel(
        "live",
        3,
        "2026-01-02T12:00:00Z",
        null,
        null,
        features,
        new long[] {20, 21},
        centroids,
        new double[] {1, 1},
        new double[] {1, 1},
        0,
        0,
        Map.of(),
        1);
  }

  @Test
  void of_distancesOnly_givesSizesAndSaysWhatIsMissing() {
    DailyQuality quality = DayQuality.of(day(null, null));

    assertThat(quality.users()).isEqualTo(8);
    assertThat(quality.clusteredUsers()).isEqualTo(7);
    assertThat(quality.noise()).isEqualTo(1);
    assertThat(quality.segments())
        .containsExactly(
            new DailyQuality.Segment(7, 0, 4, 0.5, null),
            new DailyQuality.Segment(8, 1, 3, 0.375, null));
    assertThat(quality.features()).isNull();
    assertThat(quality.missing())
        .isEqualTo(
            Map.of(
                "features", "there are none",
                "inspection", "there are none",
                "agreement", "no model"));
  }

  /** Segment 8: mean (31/3, 1/3), distances sqrt(2)/3, sqrt(5)/3 and sqrt(5)/3. */
  @Test
  void of_vectors_givesDistancesToTheMean() {
    DailyQuality quality = DayQuality.of(day(raw(ROWS), null));

    DailyQuality.Spread spread = quality.segments().get(1).distance();
    assertThat(spread.min()).isCloseTo(Math.sqrt(2) / 3, within(1e-12));
    assertThat(spread.median()).isCloseTo(Math.sqrt(5) / 3, within(1e-12));
    assertThat(spread.max()).isCloseTo(Math.sqrt(5) / 3, within(1e-12));
    assertThat(quality.features().silhouette()).isBetween(0.85, 0.95);
    assertThat(quality.features().silhouetteUsers()).isEqualTo(7);
    assertThat(quality.features().daviesBouldin()).isBetween(0.05, 0.2);
    assertThat(quality.features().standardised()).isFalse();
  }

  @Test
  void of_vectors_inspectsUsersById() {
    DailyQuality.Inspection found = DayQuality.of(day(raw(ROWS), null)).inspection();

    assertThat(found.users()).isEqualTo(8);
    assertThat(found.sampled()).isFalse();
    assertThat(found.outliers()).contains("g");
    assertThat(found.duplicates()).containsExactly(List.of("a", "h"));
  }

  @Test
  void of_usersWithoutFeatures_areCountedNotJudged() {
    double[][] rows = ROWS.clone();
    rows[3] = null;
    DailyQuality quality = DayQuality.of(day(raw(rows), null));

    assertThat(quality.features().users()).isEqualTo(7);
    assertThat(quality.features().judged()).isEqualTo(7);
    assertThat(quality.segments().get(1).users()).isEqualTo(3);
    assertThat(quality.segments().get(1).distance().median())
        .isCloseTo(Math.sqrt(0.5), within(1e-12));
  }

  /** The model's columns are the other way round; its clusters are the segments. */
  @Test
  void of_modelThatAgrees_hasAnIndexOfOne() {
    DailyQuality.Agreement agreement =
        DayQuality.of(
                day(
                    raw(ROWS),
                    model(List.of("comments", "views"), new double[][] {{0, 0}, {0, 10}})))
            .agreement();

    assertThat(agreement.version()).isEqualTo(3);
    assertThat(agreement.users()).isEqualTo(7);
    assertThat(agreement.adjustedRand()).isEqualTo(1);
    assertThat(agreement.normalizedMutualInformation()).isCloseTo(1, within(1e-12));
    assertThat(agreement.table())
        .containsExactly(
            new DailyQuality.Cell(7L, 20, 4),
            new DailyQuality.Cell(8L, 21, 3),
            new DailyQuality.Cell(null, 21, 1));
  }

  @Test
  void of_modelOfOtherFeatures_saysWhichIsMissing() {
    DailyQuality quality =
        DayQuality.of(
            day(raw(ROWS), model(List.of("likes", "views"), new double[][] {{0, 0}, {0, 10}})));

    assertThat(quality.agreement()).isNull();
    assertThat(quality.missing())
        .containsEntry("agreement", "the day has no feature likes, which the model needs");
  }

  @Test
  void of_numbersBeyondAllSense_areStandardised() {
    double[][] rows = ROWS.clone();
    rows[6] = new double[] {1e100, -1e100};
    DailyQuality quality = DayQuality.of(day(raw(rows), null));

    assertThat(quality.features().standardised()).isTrue();
    assertThat(quality.inspection()).isNotNull();
  }

  @Test
  void of_oneUser_isNotJudged() {
    double[][] one = new double[8][];
    one[2] = ROWS[2];
    DailyQuality quality = DayQuality.of(day(raw(one), null));

    assertThat(quality.features().silhouette()).isNull();
    assertThat(quality.inspection()).isNull();
    assertThat(quality.missing()).containsKey("inspection");
  }
}
