package dev.scurry.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.source.LineReader.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  void next_cutsAtLineEnds_howeverTheBytesCome(int chunk) throws IOException {
    List<Line> lines = read("\uFEFFa\r\nb\n\r\nc\rd\r\r\nlast", chunk, 100);

    assertThat(lines.stream().map(line -> new String(line.bytes(), StandardCharsets.UTF_8)))
        .containsExactly("a", "b", "", "c\rd\r", "last");
    assertThat(lines.stream().map(Line::number)).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void next_endsWithTheLastLineEnd() throws IOException {
    assertThat(read("a\n", 10, 100)).hasSize(1);
    assertThat(read("", 10, 100)).isEmpty();
    assertThat(read("a\n\r", 10, 100)).hasSize(1);
  }

  @Test
  void next_lineAboveTheLimit_isKeptWhileItIsShort() throws IOException {
    List<Line> lines = read("123456\n12345\n", 4, 5);

    assertThat(lines.get(0).bytes()).isNull();
    assertThat(lines.get(0).tooLong().bytes()).asString().isEqualTo("123456");
    assertThat(lines.get(0).tooLong().sha256()).isNull();
    assertThat(lines.get(1).bytes()).asString().isEqualTo("12345");
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 64 * 1024, 1_000_000})
  void next_hugeLine_isCutWithItsLengthAndChecksum(int chunk)
      throws IOException, NoSuchAlgorithmException {
    byte[] huge = new byte[700_001];
    Arrays.fill(huge, (byte) 'x');
    huge[huge.length - 1] = 'y';
    String text = new String(huge, StandardCharsets.US_ASCII);

    List<Line> lines = read(text + "\r\nnext", chunk, 10);

    Excerpt excerpt = lines.get(0).tooLong();
    assertThat(excerpt.length()).isEqualTo(huge.length);
    assertThat(excerpt.bytes()).hasSize(Excerpt.LIMIT);
    assertThat(excerpt.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(huge)));
    assertThat(lines.get(1).bytes()).asString().isEqualTo("next");
  }

  private static List<Line> read(String text, int chunk, int maxLineBytes) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<Line> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(new InChunks(bytes, chunk), maxLineBytes)) {
      for (Line line = reader.next(); line != null; line = reader.next()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static final class InChunks extends InputStream {
    private final ByteArrayInputStream in;
    private final int chunk;

    InChunks(byte[] bytes, int chunk) {
      this.in = new ByteArrayInputStream(bytes);
      this.chunk = chunk;
    }

    @Override
    public int read() {
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      return in.read(bytes, offset, Math.min(length, chunk));
    }
  }
}
