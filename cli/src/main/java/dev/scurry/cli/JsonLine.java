package dev.scurry.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.scurry.schema.WireFormat;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The last line of a command's output: one JSON object, its fields in the order in which they were
 * put.
 */
final class JsonLine {

  private final ObjectNode fields = WireFormat.mapper().createObjectNode();

  JsonLine with(String name, Object value) {
    fields.putPOJO(name, value);
    return this;
  }

  void print(PrintWriter out) {
    out.println(new String(WireFormat.encode(fields), StandardCharsets.UTF_8));
    out.flush();
  }
}
