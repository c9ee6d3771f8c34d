package dev.scurry.cli.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {

  @Test
  void next_givesEveryBatchInOrder() throws IOException {
    try (ReadAhead ahead =
        new ReadAhead(
            taker -> {
              for (int i = 1; i <= 100; i++) {
                taker.put(new double[] {i});
              }
            })) {
      for (int i = 1; i <= 100; i++) {
        assertThat(ahead.next()).containsExactly(i);
      }
      assertThat(ahead.next()).isNull();
    }
  }

  @Test
  void next_throwsWhatTheProducerThrewBehindItsBatches() throws IOException {
    for (Exception failure :
        new Exception[] {new IOException("gone"), new IllegalStateException("gone")}) {
      try (ReadAhead ahead =
          new ReadAhead(
              taker -> {
                taker.put(new double[] {1});
                if (failure instanceof IOException e) {
                  throw e;
                }
                throw (RuntimeException) failure;
              })) {
        assertThat(ahead.next()).containsExactly(1);
        assertThatThrownBy(ahead::next).isSameAs(failure);
      }
    }
  }

  @Test
  void next_throwsErrors() {
    try (ReadAhead ahead =
        new ReadAhead(
            taker -> {
              throw new OutOfMemoryError("planted");
            })) {
      assertThatThrownBy(ahead::next).isInstanceOf(OutOfMemoryError.class);
    }
  }

  @Test
  void close_endsAProducerThatNobodyTakesFrom() throws IOException {
    Thread[] producer = new Thread[1];
    ReadAhead ahead =
        new ReadAhead(
            taker -> {
              producer[0] = Thread.currentThread();
              while (true) {
                taker.put(new double[] {1});
              }
            });
    assertThat(ahead.next()).containsExactly(1);

    ahead.close();

    assertThat(producer[0].isAlive()).isFalse();
  }

  @Test
  void close_endsAProducerThatGoesOnWhenInterrupted() throws IOException {
    ReadAhead ahead =
        new ReadAhead(
            taker -> {
              while (true) {
                try {
                  taker.put(new double[] {1});
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            });
    assertThat(ahead.next()).containsExactly(1);

    ahead.close();
  }
}
