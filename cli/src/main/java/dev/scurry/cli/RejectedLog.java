package dev.scurry.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.scurry.cli.vectors.RejectedRow;
import dev.scurry.cli.vectors.RejectedRows;
import dev.scurry.schema.WireFormat;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Shows the first lines that are no vectors, and keeps all of them where a file is given. */
final class RejectedLog implements RejectedRows, Closeable {

  private static final int SHOWN = 5;

  private final Progress progress;
  private final WholeLocalFile kept;
  private final OutputStream out;
  private long count;

  /**
   * @param file of JSON lines, or null
   */
  RejectedLog(Progress progress, Path file) throws IOException {
    this.progress = progress;
    this.kept = file == null ? null : WholeLocalFile.at(file);
    this.out =
        file == null ? OutputStream.nullOutputStream() : new BufferedOutputStream(kept.open());
  }

  @Override
  public void take(RejectedRow row) throws IOException {
    count++;
    if (count <= SHOWN) {
      progress.step("rejected: " + row.message());
    } else if (count == SHOWN + 1) {
      progress.step(
          "rejected: more lines, which are only counted"
              + (kept == null ? " (--rejected FILE keeps them)" : ""));
    }
    ObjectNode json =
        WireFormat.mapper()
            .createObjectNode()
            .put("file", row.file().toString())
            .put("line", row.line())
            .put("reason", row.reason())
            .put("text", row.text());
    if (kept != null) {
      out.write(WireFormat.encode(json));
      out.write('\n');
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
    if (kept != null) {
      kept.publish();
      kept.close();
    }
  }
}
