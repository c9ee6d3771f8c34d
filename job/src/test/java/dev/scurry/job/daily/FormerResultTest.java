package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormerResultTest {

  private static final long MADE = 1_700_000_000_000L;
  private static final long DAY_MS = 86_400_000L;
  private static final long NOW = MADE + 10 * DAY_MS;
  private static final String MANIFEST =
      "{\"outputs\":[{\"path\":\"folder/named\"},{\"path\":\"folder/again\"}],"
          + "\"inputs\":[{\"path\":\"folder/read\"},{\"path\":\"folder/foreign\"}]}";

  @TempDir Path root;

  private DayStore store;

  @BeforeEach
  void emptyRoot() {
    store = new DayStore(root.toUri().toString(), "unfinished");
  }

  @Test
  void deleteFrom_removesWhatItNamed_andOfAnythingElseWhatIsADayOld() throws IOException {
    manifest(MANIFEST);
    for (String name : Set.of("named", "again", "read", "foreign")) {
      object(name, MADE);
    }
    object("left-over", NOW - DAY_MS - 1000);
    object("of-a-run-under-way", NOW - DAY_MS + 1000);

    delete(Set.of("folder/again"));

    assertThat(objects()).containsExactly("again", "foreign", "of-a-run-under-way");
  }

  @Test
  void deleteFrom_leavesWhatAnotherRunHasPutAgainSince() throws IOException {
    manifest(MANIFEST);
    object("named", NOW - 1000);
    object("read", MADE);

    delete(Set.of());

    assertThat(objects()).containsExactly("named");
  }

  @Test
  void of_namesNothingWhereThereIsNoManifestOrNone() throws IOException {
    assertThat(FormerResult.of(store, "manifest.json").named()).isEmpty();
    for (String text : Set.of("{", "{}", "{\"outputs\":[null,{}]}")) {
      manifest(text);

      assertThat(FormerResult.of(store, "manifest.json").named()).isEmpty();
    }
  }

  private void delete(Set<String> current) throws IOException {
    FormerResult.of(store, "manifest.json")
        .deleteFrom("folder", path -> !path.endsWith("/foreign"), current, store, NOW);
  }

  private void manifest(String text) throws IOException {
    store.put("manifest.json", new ByteArrayInputStream(text.getBytes(UTF_8)));
    changed("manifest.json", MADE);
  }

  private void object(String name, long changed) throws IOException {
    DayFolder.write(root.resolve("folder/" + name), new byte[] {1});
    changed("folder/" + name, changed);
  }

  private void changed(String path, long millis) throws IOException {
    Files.setLastModifiedTime(root.resolve(path), FileTime.fromMillis(millis));
  }

  private Set<String> objects() {
    return new TreeSet<>(Arrays.asList(root.resolve("folder").toFile().list()));
  }
}
