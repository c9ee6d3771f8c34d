package dev.scurry.cli;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * What is going on, on stderr: one line that is written over on a terminal, and a new line every
 * few seconds where stderr is a file or a pipe.
 */
final class Progress {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final PrintWriter out;
  private final boolean terminal;
  private long lastLine;
  private int width;

  Progress() {
    this(new PrintWriter(System.err, true));
  }

  Progress(PrintWriter err) {
    this(err, System.console() != null);
  }

  private Progress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** A step that begins or is done; always shown, on a line of its own. */
  synchronized void step(String text) {
    clear();
    out.println(text);
    out.flush();
  }

  /** How far the current step is; not every call is shown. */
  synchronized void now(String text) {
    if (terminal) {
      out.print('\r' + text + " ".repeat(Math.max(0, width - text.length())));
      out.flush();
      width = text.length();
      return;
    }
    long now = System.nanoTime();
    if (lastLine == 0 || now - lastLine > BETWEEN_LINES.toNanos()) {
      lastLine = now;
      out.println(text);
    }
  }

  private void clear() {
    if (terminal && width > 0) {
      out.print('\r' + " ".repeat(width) + '\r');
      width = 0;
    }
  }
}
