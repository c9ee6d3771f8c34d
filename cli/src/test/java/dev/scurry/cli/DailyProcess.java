package dev.scurry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.scurry.embedded.EmbeddedS3;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code scurry daily} as a process of its own, which can be killed. */
final class DailyProcess {

  private final Process process;
  private final Path out;
  private final Path err;
  private final long start = System.nanoTime();

  private DailyProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * @param folder what it prints goes there
   */
  static DailyProcess start(Path folder, EmbeddedS3 s3, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.scurry.cli.Scurry", "daily"));
    command.addAll(List.of(arguments));
    s3.flinkProperties().forEach((key, value) -> command.addAll(List.of("-D", key + "=" + value)));
    Path out = Files.createTempFile(folder, "daily", ".out");
    Path err = Files.createTempFile(folder, "daily", ".err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.directory(new File(folder.toString()));
    return new DailyProcess(builder.start(), out, err);
  }

  long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  /** Whether it has ended within so many milliseconds. */
  boolean endsWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** SIGKILL; returns when the process is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** SIGTERM. */
  void stop() {
    process.destroy();
  }

  int exitCode() {
    return process.exitValue();
  }

  List<String> out() throws IOException {
    return Files.readString(out, UTF_8).lines().toList();
  }

  List<String> err() throws IOException {
    return Files.readString(err, UTF_8).lines().toList();
  }
}
