package dev.scurry.job.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnapshotScheduleTest {

  @Test
  void due_isTrueForTheFirstModel() {
    assertThat(new SnapshotSchedule(100).due(-5, SnapshotSchedule.NONE)).isTrue();
  }

  @Test
  void due_isTrueWhenAMultipleIsReached() {
    SnapshotSchedule schedule = new SnapshotSchedule(100);
    long last = schedule.intervalOf(130);

    assertThat(schedule.due(199, last)).isFalse();
    assertThat(schedule.due(200, last)).isTrue();
    assertThat(schedule.due(950, last)).isTrue();
  }

  @Test
  void due_isTrueForEveryModelWithoutAnInterval() {
    SnapshotSchedule schedule = new SnapshotSchedule(0);

    assertThat(schedule.due(130, schedule.intervalOf(130))).isTrue();
  }
}
