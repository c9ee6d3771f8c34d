package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The version that the build gave this program. */
final class SoftwareVersion {

  private SoftwareVersion() {}

  static String get() {
    try (InputStream in = SoftwareVersion.class.getResourceAsStream("version.txt")) {
      return new String(in.readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the program's version.txt can't be read", e);
    }
  }
}
