package dev.scurry.job.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import dev.scurry.job.source.RawFields.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of comma-separated values, quoted by {@code "} where need be; a quoted line break is not
 * read. An empty value is an absent one; missing values at the end are absent, values beyond the
 * last column make the record undecodable.
 */
final class CsvForm implements RecordForm {
  private static final long serialVersionUID = 1L;
  private static final CsvFactory FACTORY = new CsvFactory();

  private final ArrayList<String> columns;

  CsvForm(List<String> columns) {
    this.columns = new ArrayList<>(columns);
  }

  /** The values of a line, or null if it isn't one. */
  static List<String> values(String line) {
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

  @Override
  public boolean read(String text, RawFields into) {
    List<String> values = values(text);
    if (values == null || values.size() > columns.size()) {
      return false;
    }
    for (int i = 0; i < values.size(); i++) {
      RawFields.Role role = into.roleOf(columns.get(i));
      if (role != null && !values.get(i).isEmpty()) {
        into.set(role, values.get(i), Kind.TEXT_OR_NUMBER);
      }
    }
    return true;
  }
}
