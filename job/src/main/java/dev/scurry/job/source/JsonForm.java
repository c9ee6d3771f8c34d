package dev.scurry.job.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.scurry.job.source.RawFields.Kind;
import java.io.IOException;

/**
 * One JSON object, nothing after it, no key twice. NaN and Infinity are read, so that a number that
 * is none can be told from a record that is none.
 */
final class JsonForm implements RecordForm {
  private static final long serialVersionUID = 1L;

  /** A record's size is bounded before it comes here, so the length of a number need not be. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
          .build();

  @Override
  public boolean read(String text, RawFields into) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return parser.nextToken() == JsonToken.START_OBJECT
          && readFields(parser, into)
          && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean readFields(JsonParser parser, RawFields into) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      RawFields.Role role = into.roleOf(parser.currentName());
      JsonToken value = parser.nextToken();
      if (role != null) {
        readValue(parser, value, role, into);
      }
      parser.skipChildren();
    }
    return parser.currentToken() == JsonToken.END_OBJECT;
  }

  private static void readValue(
      JsonParser parser, JsonToken value, RawFields.Role role, RawFields into) throws IOException {
    switch (value) {
      case VALUE_STRING, VALUE_NUMBER_INT -> into.set(role, parser.getText(), Kind.TEXT_OR_NUMBER);
      case VALUE_NUMBER_FLOAT ->
          into.set(role, parser.getText(), parser.isNaN() ? Kind.NOT_FINITE : Kind.TEXT_OR_NUMBER);
      case VALUE_TRUE, VALUE_FALSE -> into.set(role, parser.getText(), Kind.BOOLEAN);
      case START_OBJECT, START_ARRAY -> into.set(role, null, Kind.NESTED);
      default -> {}
    }
  }
}
