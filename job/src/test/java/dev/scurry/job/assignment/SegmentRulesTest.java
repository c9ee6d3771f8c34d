package dev.scurry.job.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.features.UserFeatures;
import dev.scurry.schema.Assignment;
import dev.scurry.schema.SegmentChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentRulesTest {

  private final SegmentRules rules = new SegmentRules(1000, 3);
  private final Segmenter model = TestModels.segmenter(4000, 0, 10, 20);

  @Test
  void compare_newUser_entered() {
    SegmentChange change = compare(null, features(5000, 9));
    assertThat(change)
        .isEqualTo(new SegmentChange("1970-01-01T00:00:05Z", "u", "entered", null, 1L, null, 4, 1));
  }

  @Test
  void compare_sameSegment_isNoChange() {
    assertThat(compare(user(4000, 1, 11), features(5000, 9))).isNull();
  }

  @Test
  void compare_hisFeaturesMoved_userMoved() {
    SegmentChange change = compare(user(4000, 0, 1), features(5000, 9));
    assertThat(change)
        .isEqualTo(
            new SegmentChange("1970-01-01T00:00:05Z", "u", "moved", 0L, 1L, "user_moved", 4, 1));
  }

  @Test
  void compare_hisOldFeaturesWouldFallThereToo_modelMoved() {
    SegmentChange change = compare(user(4000, 0, 8), features(5000, 9));
    assertThat(change.cause()).isEqualTo("model_moved");
  }

  @Test
  void leavesAt_isTheLastOfTheEmptyWindows() {
    UserSegment user = user(4000, 0, 1);
    assertThat(rules.leavesAt(user)).isEqualTo(7000);
    assertThat(rules.hasLeftBefore(user, 7000)).isFalse();
    assertThat(rules.hasLeftBefore(user, 8000)).isTrue();
  }

  @Test
  void left_namesTheSegmentAndTheModelThatPlacedHim() {
    assertThat(rules.left("u", user(4000, 2, 1)))
        .isEqualTo(new SegmentChange("1970-01-01T00:00:07Z", "u", "left", 2L, null, null, 77, 1));
  }

  @Test
  void forgotten_isALeftWithItsCause() {
    assertThat(rules.forgotten("u", 5000, user(4000, 2, 1)))
        .isEqualTo(
            new SegmentChange("1970-01-01T00:00:05Z", "u", "left", 2L, null, "forgotten", 77, 1));
  }

  @Test
  void assigned_measuresInTheModelsMetric() {
    UserFeatures features = new UserFeatures("u", 5000, new double[] {16, 4}, 1);
    Assignment assignment = rules.assigned(features, model.assign(features.values), model);
    // d = sqrt((6/2)² + (4/1)²)
    assertThat(assignment)
        .isEqualTo(
            new Assignment(
                "1970-01-01T00:00:05Z",
                "u",
                2,
                StrictMath.sqrt(4 + 16),
                4,
                "1970-01-01T00:00:04Z",
                1L,
                5.0,
                1 - StrictMath.sqrt(20) / 5,
                null,
                List.of(new Assignment.Reason("views", 3)),
                1));
  }

  @Test
  void userSegment_decodesWhatItEncoded() {
    UserSegment read = UserSegment.decode(user(4000, 2, 1.5).encode());
    assertThat(read).usingRecursiveComparison().isEqualTo(user(4000, 2, 1.5));
  }

  private SegmentChange compare(UserSegment before, UserFeatures features) {
    return rules.compare(before, features, model.assign(features.values), model);
  }

  private static UserFeatures features(long windowEnd, double x) {
    return new UserFeatures("u", windowEnd, new double[] {x, 0}, 1);
  }

  private static UserSegment user(long windowEnd, long cluster, double x) {
    return new UserSegment(windowEnd, cluster, 77, new double[] {x, 0});
  }
}
