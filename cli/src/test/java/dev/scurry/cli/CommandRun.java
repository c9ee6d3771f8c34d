package dev.scurry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One run of the command line in this JVM, with what it printed. */
record CommandRun(int exitCode, String out, String err) {

  static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Scurry.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** The last line of the output, which is JSON. */
  JsonNode result() throws IOException {
    List<String> lines = out.lines().toList();
    return WireFormat.mapper().readTree(lines.get(lines.size() - 1));
  }

  List<String> errors() {
    return err.lines().toList();
  }
}
