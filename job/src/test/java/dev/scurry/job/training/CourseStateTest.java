package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What commands leave in state. */
class CourseStateTest {

  private static final long THESE = 7;
  private static final long OTHERS = 8;

  @Test
  void course_isReadAsWritten_underTheSameSettingsOnly() {
    Course course = new Course(true, "auto", "3 d");

    assertThat(Course.decode(course.encode(THESE), THESE)).isEqualTo(course);
    assertThat(Course.decode(course.encode(THESE), OTHERS)).isEqualTo(Course.OF_SETTINGS);
    assertThat(Course.decode(null, THESE)).isEqualTo(Course.OF_SETTINGS);
  }

  @Test
  void serving_isReadAsWritten_underTheSameSettingsOnly() {
    Serving serving = new Serving(12, true);

    assertThat(Serving.decode(serving.encode(THESE), THESE)).isEqualTo(serving);
    assertThat(Serving.decode(serving.encode(THESE), OTHERS)).isEqualTo(Serving.NOTHING);
    assertThat(Serving.decode(null, THESE)).isEqualTo(Serving.NOTHING);
  }

  @Test
  void note_isReadAsWritten() {
    CourseNote note =
        new CourseNote(5000, 3, "pin", "{}".getBytes(StandardCharsets.UTF_8))
            .decided(17, "because ä")
            .toShard(4);

    assertThat(CourseNote.decode(note.encode())).usingRecursiveComparison().isEqualTo(note);
  }

  @Test
  void laterFormat_isRefused() {
    byte[] note = new CourseNote(5000, 3, "", new byte[0]).encode();
    note[3]++;

    assertThatIllegalStateException().isThrownBy(() -> CourseNote.decode(note));
  }
}
