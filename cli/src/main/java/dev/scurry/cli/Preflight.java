package dev.scurry.cli;

import dev.scurry.job.config.Settings;
import dev.scurry.job.sink.BrokerCheck;
import dev.scurry.job.sink.BrokerReport;
import dev.scurry.job.sink.StorageCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/**
 * What is asked of the world before a job starts, so that it fails in seconds and in plain words.
 */
final class Preflight {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The first request of a process on a busy machine loads thousands of classes. */
  private static final Duration PATIENCE_WITH_STORAGE = Duration.ofSeconds(30);

  private Preflight() {}

  /** Makes {@code s3://} known to this process. */
  static void openFileSystems(Settings settings) {
    Configuration configuration = new Configuration();
    settings.s3().forEach(configuration::setString);
    FileSystem.initialize(
        configuration, PluginUtils.createPluginManagerFromRootFolder(configuration));
  }

  /**
   * Checks storage.
   *
   * @throws CommandFailedException with every problem
   */
  static void checkStorage(Settings settings) {
    openFileSystems(settings);
    refuse(StorageCheck.run(settings, PATIENCE_WITH_STORAGE));
  }

  /**
   * Checks that a broker answers.
   *
   * @throws CommandFailedException if none does
   */
  static void checkBroker(Settings settings) {
    refuse(BrokerCheck.whetherItAnswers(settings, PATIENCE).problems());
  }

  /**
   * Checks broker and storage.
   *
   * @return the partitions of the source topic
   * @throws CommandFailedException with every problem
   */
  static int checkBrokerAndStorage(Settings settings) {
    openFileSystems(settings);
    BrokerReport broker = BrokerCheck.run(settings, PATIENCE);
    List<String> problems = new ArrayList<>(broker.problems());
    problems.addAll(StorageCheck.run(settings, PATIENCE_WITH_STORAGE));
    refuse(problems);
    return broker.sourcePartitions();
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new CommandFailedException(problems);
    }
  }
}
