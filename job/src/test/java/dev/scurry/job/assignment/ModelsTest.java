package dev.scurry.job.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ModelsTest {

  private static final long SLIDE = 1000;

  private final Models models = new Models(SLIDE, 0.99, null);

  @Test
  void forWindow_isTheLastTrainedUpToTheWindowBefore() {
    add(1000, 2000, 3000);

    assertThat(models.forWindow(3000, 2000).version()).isEqualTo(2);
    assertThat(models.forWindow(9000, 8000).version()).isEqualTo(3);
  }

  @Test
  void forWindow_waitsUntilEveryModelUpToTheWindowBeforeIsHere() {
    add(1000);
    assertThat(models.forWindow(3000, 1999)).isNull();
    assertThat(models.forWindow(3000, 2000).version()).isEqualTo(1);
  }

  @Test
  void forWindow_laterModelThatIsHereAlready_isNotUsed() {
    add(1000, 3000, 4000);
    assertThat(models.forWindow(3000, 4000).version()).isEqualTo(1);
  }

  @Test
  void forWindow_withoutAnEarlierModel_waitsForItsOwn() {
    add(3000);
    assertThat(models.forWindow(3000, 2999)).isNull();
    assertThat(models.forWindow(3000, 3000).version()).isEqualTo(3);
  }

  @Test
  void forWindow_withoutAnyModel_isAnError() {
    assertThatIllegalStateException()
        .isThrownBy(() -> models.forWindow(3000, 3000))
        .withMessageContaining("the window that ends at 1970-01-01T00:00:03Z has features");
  }

  @Test
  void forWindow_withoutAnEarlierModel_takesTheInitialOne() {
    Models warm = new Models(SLIDE, 0.99, TestModels.wire(0, 1, 2));
    assertThat(warm.forWindow(3000, 1999)).isNull();
    assertThat(warm.forWindow(3000, 2000).version()).isZero();
    warm.add(2000, TestModels.trainedThrough(2000, 0, 10).json);
    assertThat(warm.forWindow(3000, 2000).version()).isEqualTo(2);
    assertThat(warm.forWindow(2000, 2000).version()).isZero();
  }

  @Test
  void forWindow_earlierModelThatServesAgain_countsFromThen() {
    add(1000, 2000, 3000);
    models.add(4000, TestModels.trainedThrough(1000, 0, 10).json);
    assertThat(models.forWindow(4000, 4000).version()).isEqualTo(3);
    assertThat(models.forWindow(5000, 4000).version()).isEqualTo(1);
  }

  @Test
  void prune_keepsWhatAWindowCanNeed_andTheOneBefore() {
    add(1000, 2000, 3000, 4000, 5000);

    assertThat(models.prune(3999)).containsExactly(1000L);

    assertThat(models.forWindow(4000, 3999).version()).isEqualTo(3);
    assertThat(models.forWindow(3000, 3999).version()).isEqualTo(2);
    assertThat(models.forWindow(6000, 5999).version()).isEqualTo(5);
  }

  @Test
  void prune_beforeAnythingPassed_keepsAll() {
    add(1000, 2000);
    assertThat(models.prune(Long.MIN_VALUE)).isEmpty();
    assertThat(models.prune(1500)).isEmpty();
  }

  private void add(long... trainedThrough) {
    for (long windowEnd : trainedThrough) {
      models.add(windowEnd, TestModels.trainedThrough(windowEnd, 0, 10).json);
    }
  }
}
