package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageRootTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a", "a b", "50%", "a#b", "%20", "\u00e9"})
  void of_aFolderIsWhatFlinkReads(String name) throws IOException {
    Path child = folder.resolve(name);
    String root = StorageRoot.of(child.toString());
    assertThat(StorageRoot.isMissingFolder(root)).isTrue();

    DayFolder.write(child.resolve("distances/x.gz"), new byte[3]);

    assertThat(StorageRoot.isMissingFolder(root)).isFalse();
    assertThat(new DayStore(root, "reports").list("distances")).hasSize(1);
    assertThat(new DayStore(root, "reports").length("distances/x.gz")).isEqualTo(3);
  }

  @Test
  void of_aUriStaysAsItIs() {
    assertThat(StorageRoot.of("s3://bucket/a b")).isEqualTo("s3://bucket/a b");
    assertThat(StorageRoot.isMissingFolder("s3://bucket")).isFalse();
  }

  @Test
  void isMissingFolder_ofAUriThatWasTyped() throws IOException {
    Files.createDirectory(folder.resolve("a b"));

    assertThat(StorageRoot.isMissingFolder("file://" + folder + "/a b")).isFalse();
    assertThat(StorageRoot.isMissingFolder("file://" + folder + "/a%20b")).isTrue();
  }
}
