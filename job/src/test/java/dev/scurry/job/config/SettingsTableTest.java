package dev.scurry.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/settings.md equal to the declarations. To write it anew: {@code ./mvnw -pl job -am
 * test -Dtest=SettingsTableTest -Dsurefire.failIfNoSpecifiedTests=false -Dscurry.write-docs=true}.
 */
class SettingsTableTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "settings.md");
  private static final String BEGIN = "<!-- generated from ScurryOptions: begin -->\n";
  private static final String END = "<!-- end -->\n";

  @Test
  void settingsDocument_holdsTheDeclaredTable() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    if (Boolean.getBoolean("scurry.write-docs")) {
      Files.writeString(
          DOCUMENT,
          document.substring(0, begin) + SettingsTable.markdown() + document.substring(end));
      return;
    }
    assertThat(document.substring(begin, end)).isEqualTo(SettingsTable.markdown());
  }
}
