package dev.scurry.cli;

import dev.scurry.schema.WireFormat;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last line of a command's output: one JSON object, its fields in the order in which they were
 * put.
 */
final class JsonLine {

  private final Map<String, Object> fields = new LinkedHashMap<>();

  JsonLine with(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  void print(PrintWriter out) {
    out.println(new String(WireFormat.encode(fields), StandardCharsets.UTF_8));
    out.flush();
  }
}
