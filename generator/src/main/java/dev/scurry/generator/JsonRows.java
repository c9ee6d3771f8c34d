package dev.scurry.generator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * One JSON object a line. Fields are renamed, their values stay as they are written; where no field
 * has another name on the wire the line itself is handed on.
 */
final class JsonRows implements RowForm {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
          .build();

  private final Renaming renaming;
  private final boolean asItStands;

  JsonRows(FieldMapping mapping) {
    this.renaming = Renaming.of(mapping);
    this.asItStands = mapping.equals(FieldMapping.CANONICAL);
  }

  @Override
  public Row read(byte[] line) {
    String text = Text.of(line);
    if (text == null) {
      return null;
    }
    ByteArrayOutputStream json = new ByteArrayOutputStream(line.length + 32);
    try (JsonParser parser = FACTORY.createParser(text);
        JsonGenerator out = FACTORY.createGenerator(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      String user = copyFields(parser, out);
      boolean whole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
      out.close();
      return whole ? new Row(user, asItStands ? line : json.toByteArray()) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Copies an object up to its end; returns the user, or null. */
  private String copyFields(JsonParser parser, JsonGenerator out) throws IOException {
    String user = null;
    out.writeStartObject();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = renaming.of(parser.currentName());
      JsonToken value = parser.nextToken();
      if (FieldMapping.CANONICAL.user().equals(name)) {
        user = userOf(parser, value);
      }
      if (name != null) {
        out.writeFieldName(name);
        copyValue(parser, value, out);
      }
      parser.skipChildren();
    }
    out.writeEndObject();
    return user;
  }

  private static String userOf(JsonParser parser, JsonToken value) throws IOException {
    boolean named = value == JsonToken.VALUE_STRING || value.isNumeric();
    return named && !parser.getText().isEmpty() ? parser.getText() : null;
  }

  private static void copyValue(JsonParser parser, JsonToken first, JsonGenerator out)
      throws IOException {
    JsonToken token = first;
    int depth = 0;
    do {
      if (token.isNumeric()) {
        out.writeNumber(parser.getText());
      } else {
        out.copyCurrentEvent(parser);
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    } while (depth > 0 && (token = parser.nextToken()) != null);
  }
}
