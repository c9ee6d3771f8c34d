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

  private final Settings settings;
  private final Duration patience;
  private final Duration betweenLines;

  StorageCheck(Settings settings, Duration patience, Duration betweenLines) {
    this.settings = settings;
    this.patience = patience;
    this.betweenLines = betweenLines;
  }

  /**
   * @param patience how long each folder may take; a process that has just started on a busy
   *     machine needs some
   * @return one line for each of snapshot.root and checkpoint.dir that can't be written
   */
  public static List<String> run(Settings settings, Duration patience) {
    return new StorageCheck(settings, patience, BETWEEN_LINES).run();
  }

  List<String> run() {
    List<String> problems = new ArrayList<>();
    probe("snapshot.root", settings.snapshot().root()).ifPresent(problems::add);
    probe("checkpoint.dir", settings.checkpoint().dir()).ifPresent(problems::add);
    return problems;
  }

  private Optional<String> probe(String setting, String folder) {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    FutureTask<Void> task = new FutureTask<>(() -> write(folder));
    Thread thread = new Thread(task, "storage-check");
    thread.setDaemon(true);
    thread.start();
    try {
      if (answers(task, folder)) {
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
  private boolean answers(FutureTask<Void> task, String folder)
      throws ExecutionException, InterruptedException {
    Duration waited = Duration.ZERO;
    while (waited.compareTo(patience) < 0) {
      Duration left = patience.minus(waited);
      Duration turn = left.compareTo(betweenLines) < 0 ? left : betweenLines;
      try {
        task.get(turn.toMillis(), TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        waited = waited.plus(turn);
        LOG.info("{} has not answered for {} ms", folder, waited.toMillis());
      }
    }
    return false;
  }

  private Void write(String folder) throws IOException {
    Path probe = new Path(folder, PROBE);
    FileSystem fileSystem = fileSystem(probe.toUri());
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
  private FileSystem fileSystem(URI uri) throws IOException {
    for (FileSystemFactory factory : ServiceLoader.load(FileSystemFactory.class)) {
      if (factory.getScheme().equals(uri.getScheme())) {
        factory.configure(impatient());
        return factory.create(uri);
      }
    }
    return FileSystem.get(uri);
  }

  private Configuration impatient() {
    Configuration configuration = new Configuration();
    settings.s3().forEach(configuration::setString);
    configuration.setString("s3.attempts.maximum", "1");
    configuration.setString("s3.retry.limit", "1");
    configuration.setString("s3.connection.establish.timeout", "5000");
    configuration.setString("s3.connection.timeout", "5000");
    return configuration;
  }
}
