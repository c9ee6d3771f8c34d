package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoredTextTest {

  private static final String TEXT = "a,b,0.1\n".repeat(100_000);

  @Test
  void text_thatInflatesToItsBoundIsWhole() throws IOException {
    try (StoredText stored = gzip(TEXT.length())) {
      assertThat(stored.text().readAllBytes()).isEqualTo(TEXT.getBytes(UTF_8));
    }
  }

  @Test
  void text_thatInflatesByAByteMoreEndsAtItsBound() throws IOException {
    try (StoredText stored = gzip(TEXT.length() - 1)) {
      InputStream text = stored.text();

      assertThat(text.readNBytes(TEXT.length() - 1)).hasSize(TEXT.length() - 1);
      assertThatThrownBy(text::read).isInstanceOf(StoredText.InflatedException.class);
    }
  }

  @Test
  void close_endsTheInflater() throws IOException {
    StoredText stored = gzip(Long.MAX_VALUE);
    InputStream text = stored.text();

    stored.close();

    assertThatThrownBy(text::readAllBytes).hasMessage("Inflater has been closed");
  }

  @Test
  void close_closesTheObject() throws IOException {
    for (byte[] object : new byte[][] {DayFolder.packed(TEXT), TEXT.getBytes(UTF_8)}) {
      AtomicInteger closed = new AtomicInteger();
      StoredText stored = new StoredText(new Told(object, closed), Long.MAX_VALUE);
      stored.text();

      stored.close();

      assertThat(closed).hasValue(1);
    }
  }

  private static StoredText gzip(long mostText) throws IOException {
    return new StoredText(new ByteArrayInputStream(DayFolder.packed(TEXT)), mostText);
  }

  /** Counts how often it is closed. */
  private static final class Told extends ByteArrayInputStream {
    private final AtomicInteger closed;

    Told(byte[] bytes, AtomicInteger closed) {
      super(bytes);
      this.closed = closed;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
