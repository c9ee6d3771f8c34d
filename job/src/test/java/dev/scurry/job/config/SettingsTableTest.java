package dev.scurry.job.config;

import dev.scurry.job.GeneratedTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/settings.md equal to the declarations. To write it anew: {@code ./mvnw -pl job -am
 * test -Dtest=SettingsTableTest -Dsurefire.failIfNoSpecifiedTests=false -Dscurry.write-docs=true}.
 */
class SettingsTableTest {

  @Test
  void settingsDocument_holdsTheDeclaredTable() throws IOException {
    GeneratedTable.assertHeld("settings.md", "ScurryOptions", SettingsTable.markdown());
  }
}
