package dev.scurry.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A table in a document below docs/ that is generated from declarations. With {@code
 * -Dscurry.write-docs=true} it is written anew instead of compared.
 */
public final class GeneratedTable {

  private static final String END = "<!-- end -->\n";

  private GeneratedTable() {}

  /**
   * @param declarations name of the class that the document says it is generated from
   */
  public static void assertHeld(String document, String declarations, String table)
      throws IOException {
    Path file = Path.of("..", "docs", document);
    String text = Files.readString(file);
    String mark = "<!-- generated from " + declarations + ": begin -->\n";
    int begin = text.indexOf(mark) + mark.length();
    int end = text.indexOf(END);
    if (Boolean.getBoolean("scurry.write-docs")) {
      Files.writeString(file, text.substring(0, begin) + table + text.substring(end));
      return;
    }
    assertThat(text.substring(begin, end)).isEqualTo(table);
  }
}
