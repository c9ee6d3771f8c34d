package dev.scurry.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a command as a child process.
 *
 * @param seconds from its start to its end
 * @param lastLine of its output
 * @param peakBytes its largest resident memory, as Linux has it; 0 elsewhere
 */
record ChildRun(double seconds, String lastLine, long peakBytes) {

  private static final int POLL_MILLIS = 20;

  static ChildRun of(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile("child-run", ".log");
    try {
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
              .start();
      long peak = 0;
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, peakBytes(process.pid()));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      if (process.exitValue() != 0) {
        throw new IOException(command + " failed: " + Files.readString(log));
      }
      return new ChildRun(seconds, lastLine(process), peak);
    } finally {
      Files.delete(log);
    }
  }

  private static String lastLine(Process process) throws IOException {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      return reader.lines().reduce("", (before, line) -> line);
    }
  }

  /** The high-water mark, which never falls: the last look at it misses a moment at most. */
  static long peakBytes(long process) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0L);
    } catch (IOException e) {
      return 0; // it has just ended, or this is no Linux
    }
  }
}
