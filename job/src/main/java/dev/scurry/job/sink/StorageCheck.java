package dev.scurry.job.sink;

import dev.scurry.job.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries, before the job starts, whether the folders it shall write to can be written. The S3 client
 * itself tries again for minutes; here it is told to give up soon, and is left alone when it does
 * not.
 */
public final class StorageCheck {
  private static final Logger LOG = LoggerFactory.getLogger(StorageCheck.class);
  private static final String PROBE = ".scurry-write-check";
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private StorageCheck() {}

  /**
   * @param patience how long each folder may take; a process that has just started on a busy
   *     machine needs some
   * @return one line for each of snapshot.root and checkpoint.dir that can't be written
   */
  public static List<String> run(Settings settings, Duration patience) {
    List<String> problems = new ArrayList<>();
    probe("snapshot.root", settings.snapshot().root(), settings, patience).ifPresent(problems::add);
    probe("checkpoint.dir", settings.checkpoint().dir(), settings, patience)
        .ifPresent(problems::add);
    return problems;
  }

  private static Optional<String> probe(
      String setting, String folder, Settings settings, Duration patience) {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    FutureTask<Void> task = new FutureTask<>(() -> write(folder, settings));
    Thread thread = new Thread(task, "storage-check");
    thread.setDaemon(true);
    thread.start();
    try {
      if (answers(task, patience, folder)) {
        return Optional.empty();
      }
      thread.interrupt();
      return Optional.of(
          setting + ": " + folder + " does not answer within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      return Optional.of(setting + ": " + folder + " can't be written: " + RootCause.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(setting + ": interrupted while waiting for " + folder);
    }
  }

  /** Waits for it, and says so now and then. */
  private static boolean answers(FutureTask<Void> task, Duration patience, String folder)
      throws ExecutionException, InterruptedException {
    Duration waited = Duration.ZERO;
    while (waited.compareTo(patience) < 0) {
      Duration left = patience.minus(waited);
      Duration turn = left.compareTo(BETWEEN_LINES) < 0 ? left : BETWEEN_LINES;
      try {
        task.get(turn.toMillis(), TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        waited = waited.plus(turn);
        LOG.info("{} has not answered for {} s", folder, waited.toSeconds());
      }
    }
    return false;
  }

  private static Void write(String folder, Settings settings) throws IOException {
    Path probe = new Path(folder, PROBE);
    FileSystem fileSystem = fileSystem(probe.toUri(), settings);
    try (FSDataOutputStream out = fileSystem.create(probe, WriteMode.OVERWRITE)) {
      out.write('\n');
    }
    fileSystem.delete(probe, false);
    return null;
  }

  /**
   * An S3 file system of its own, which gives up soon; where that is a plugin, and so not on the
   * class path, the one that Flink has.
   */
  private static FileSystem fileSystem(URI uri, Settings settings) throws IOException {
    for (FileSystemFactory factory : ServiceLoader.load(FileSystemFactory.class)) {
      if (factory.getScheme().equals(uri.getScheme())) {
        factory.configure(impatient(settings));
        return factory.create(uri);
      }
    }
    return FileSystem.get(uri);
  }

  private static Configuration impatient(Settings settings) {
    Configuration configuration = new Configuration();
    settings.s3().forEach(configuration::setString);
    configuration.setString("s3.attempts.maximum", "1");
    configuration.setString("s3.retry.limit", "1");
    configuration.setString("s3.connection.establish.timeout", "5000");
    configuration.setString("s3.connection.timeout", "5000");
    return configuration;
  }
}
