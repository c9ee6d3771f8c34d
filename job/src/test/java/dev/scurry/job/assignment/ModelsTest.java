package dev.scurry.job.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ModelsTest {

  private static final long SLIDE = 1000;

  private final Models models = new Models(SLIDE);

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
        .withMessageContaining("window 3000");
  }

  @Test
  void prune_keepsWhatAWindowCanNeed_andTheOneBefore() {
    add(1000, 2000, 3000, 4000, 5000);

    assertThat(models.prune(3999)).containsExactly(1000L);

    assertThat(models.forWindow(4000, 3999).version()).isEqualTo(3);
    assertThat(models.forWindow(3000, 3999).version()).isEqualTo(2);
    assertThat(models.forWindow(6000, 5999).version()).isEqualTo(5);
    assertThat(models.trainedThrough()).isEqualTo(5000);
  }

  @Test
  void prune_beforeAnythingPassed_keepsAll() {
    add(1000, 2000);
    assertThat(models.prune(Long.MIN_VALUE)).isEmpty();
    assertThat(models.prune(1500)).isEmpty();
  }

  private void add(long... trainedThrough) {
    for (long windowEnd : trainedThrough) {
      models.add(TestModels.trainedThrough(windowEnd, 0, 10).json);
    }
  }
}
