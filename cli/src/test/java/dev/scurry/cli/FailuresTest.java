package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.scurry.generator.FieldMapping;
import dev.scurry.generator.FileReplay;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void rootMessage_isOfTheInnermostCause() {
    assertThat(Failures.rootMessage(new RuntimeException(new Exception("the disk is full"))))
        .isEqualTo("the disk is full");
  }

  @Test
  void rootMessage_withoutWords_namesTheType() {
    assertThat(Failures.rootMessage(new RuntimeException(new TimeoutException())))
        .isEqualTo("TimeoutException");
  }

  @Test
  void rootMessage_isOfTheFirstCauseWrittenForAPerson() {
    Throwable missing =
        catchThrowable(() -> FileReplay.open(Path.of("none.csv"), FieldMapping.CANONICAL));
    missing.initCause(new TimeoutException());

    assertThat(Failures.rootMessage(new RuntimeException(missing)))
        .isEqualTo("none.csv: no such file");
  }
}
