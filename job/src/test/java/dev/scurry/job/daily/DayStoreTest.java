package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayStoreTest {

  @TempDir Path folder;

  @Test
  void put_replacesAndLeavesNothingElse() throws IOException {
    DayStore store = new DayStore(folder.toUri().toString(), "reports");
    store.put("a/b.txt", text("one"));
    store.put("a/b.txt", text("two"));

    assertThat(store.read("a/b.txt")).asString(UTF_8).isEqualTo("two");
    assertThat(files()).containsExactly("a/b.txt");
  }

  @Test
  void put_thatFailsKeepsWhatWasThere() throws IOException {
    DayStore store = new DayStore(folder.toUri().toString(), "reports");
    store.put("a/b.txt", text("one"));

    assertThatThrownBy(() -> store.put("a/b.txt", BrokenStream.afterBytes(3)))
        .isInstanceOf(IOException.class)
        .hasMessage(BrokenStream.MESSAGE);

    assertThat(store.read("a/b.txt")).asString(UTF_8).isEqualTo("one");
    assertThat(Files.list(folder.resolve("a"))).hasSize(1);
  }

  @Test
  void list_ofAFolderThatIsNotThereIsEmpty() throws IOException {
    assertThat(new DayStore(folder.toUri().toString(), "reports").list("nowhere")).isEmpty();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
