package dev.scurry.generator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Comma-separated values under a header. Every value becomes a text under its column's name, which
 * is the canonical one for the parts of an event, sorted by name; an empty value is left out. A row
 * with more values than columns can't be read; one with fewer lacks the last ones.
 */
final class CsvRows implements RowForm {

  private static final CsvFactory FACTORY = new CsvFactory();

  private final List<String> names;

  /**
   * Rows under a header.
   *
   * @throws ReplayException if a column that the mapping names is missing
   */
  CsvRows(byte[] header, FieldMapping mapping) {
    String text = header == null ? null : Text.of(header);
    List<String> columns = text == null ? null : values(text);
    if (columns == null) {
      throw new ReplayException("has no header");
    }
    requireColumns(columns, mapping);
    this.names = Renaming.of(mapping).all(columns);
  }

  @Override
  public Row read(byte[] line) {
    String text = Text.of(line);
    List<String> values = text == null ? null : values(text);
    if (values == null || values.size() > names.size()) {
      return null;
    }
    Map<String, String> event = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      if (names.get(i) != null && !values.get(i).isEmpty()) {
        event.put(names.get(i), values.get(i));
      }
    }
    return new Row(event.get(FieldMapping.CANONICAL.user()), WireFormat.encode(event));
  }

  private static List<String> values(String line) {
    try (JsonParser parser = FACTORY.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return null;
      }
      List<String> values = new ArrayList<>();
      while (parser.nextToken() == JsonToken.VALUE_STRING) {
        values.add(parser.getText());
      }
      boolean one = parser.currentToken() == JsonToken.END_ARRAY && parser.nextToken() == null;
      return one ? values : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static void requireColumns(List<String> columns, FieldMapping mapping) {
    mapping
        .canonicalNames()
        .forEach(
            (name, canonical) -> {
              boolean needed =
                  !name.equals(canonical)
                      || name.equals(FieldMapping.CANONICAL.user())
                      || name.equals(FieldMapping.CANONICAL.time());
              if (needed && !columns.contains(name)) {
                throw new ReplayException(
                    "has no column '" + name + "'; its columns are " + String.join(", ", columns));
              }
            });
  }
}
