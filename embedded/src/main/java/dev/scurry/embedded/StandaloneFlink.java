package dev.scurry.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;

/**
 * A bare Flink cluster as one starts it without Kubernetes: one JobManager and some TaskManagers,
 * each a child process of Flink's own entry point, on 127.0.0.1. It knows nothing of Scurry but
 * what is submitted to it. Not for use by several threads at once.
 */
public final class StandaloneFlink implements AutoCloseable {
  private static final String SERVER = "flink";
  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  private final Path folder;
  private final int restPort = FreePorts.next();
  private final ServerProcess jobManager;
  private final List<ServerProcess> taskManagers = new ArrayList<>();

  private StandaloneFlink(Path folder, int slotsPerTaskManager, Map<String, String> properties) {
    this.folder = folder;
    writeConfiguration(
        StandaloneSettings.of(folder, restPort, FreePorts.next(), slotsPerTaskManager, properties));
    this.jobManager =
        ServerProcess.start(
            command(
                "jobmanager",
                JOB_MANAGER,
                StandaloneSettings.jobManagerJvm(),
                List.of(),
                "Rest endpoint listening"));
  }

  /**
   * Starts a cluster in a folder of its own, which gets its logs, its settings and what it puts
   * aside.
   *
   * @param properties any of Flink's settings; addresses, ports and slots are overruled
   * @throws EmbeddedServerException when a process does not start; none runs then
   */
  public static StandaloneFlink start(
      Path folder, int taskManagers, int slotsPerTaskManager, Map<String, String> properties) {
    StandaloneFlink flink =
        new StandaloneFlink(folder.toAbsolutePath().normalize(), slotsPerTaskManager, properties);
    try {
      IntStream.range(0, taskManagers).forEach(i -> flink.startTaskManager());
    } catch (RuntimeException e) {
      flink.close();
      throw e;
    }
    return flink;
  }

  /** Flink's REST interface and its pages. */
  public URI restUrl() {
    return URI.create("http://127.0.0.1:" + restPort);
  }

  /** Hands a program over, as {@code flink run} does, by REST. */
  public FlinkJars jars() {
    return new FlinkJars(restUrl());
  }

  /** For everything else: states, results, savepoints, cancelling. To be closed by the caller. */
  public ClusterClient<StandaloneClusterId> client() {
    Configuration configuration = new Configuration();
    configuration.setString("rest.address", "127.0.0.1");
    configuration.setString("rest.port", Integer.toString(restPort));
    try {
      return new RestClusterClient<>(configuration, StandaloneClusterId.getInstance());
    } catch (Exception e) {
      throw new EmbeddedServerException("No client of " + restUrl(), e);
    }
  }

  /** One more TaskManager; returns when it is registered. */
  public void startTaskManager() {
    String id = taskManagerId(taskManagers.size());
    taskManagers.add(
        ServerProcess.start(
            command(
                id,
                TASK_MANAGER,
                StandaloneSettings.taskManagerJvm(),
                List.of("-Dtaskmanager.resource-id=" + id),
                "Successful registration at resource manager")));
  }

  /** What Flink calls a TaskManager; counted from 0 in order of their start, the dead ones too. */
  public static String taskManagerId(int index) {
    return "taskmanager-" + index;
  }

  /** SIGKILL to a TaskManager; counted from 0 in order of their start, the dead ones too. */
  public void killTaskManager(int index) {
    taskManagers.get(index).kill();
  }

  /** What the processes said, to be read when a job fails; {@code jobmanager.log} and so on. */
  public Path logFolder() {
    return folder;
  }

  /** Ends every process. */
  @Override
  public void close() {
    taskManagers.forEach(ServerProcess::kill);
    jobManager.kill();
  }

  /** The JobManager first, then the TaskManagers in order of their start. */
  List<ServerProcess> processes() {
    List<ServerProcess> all = new ArrayList<>(List.of(jobManager));
    all.addAll(taskManagers);
    return all;
  }

  private ServerCommand command(
      String role,
      String mainClass,
      List<String> jvmArguments,
      List<String> properties,
      String readyWords) {
    List<String> arguments = new ArrayList<>(List.of("--configDir", folder.toString()));
    arguments.addAll(properties);
    return new ServerCommand(
        SERVER,
        jvmArguments,
        mainClass,
        arguments,
        readyWords,
        Map.of(
            ConfigConstants.ENV_FLINK_PLUGINS_DIR,
            ServerHome.folder(SERVER).resolve("plugins").toString()),
        folder.resolve(role + ".log"));
  }

  private void writeConfiguration(Map<String, String> settings) {
    String yaml =
        settings.entrySet().stream()
            .map(e -> e.getKey() + ": '" + e.getValue().replace("'", "''") + "'\n")
            .collect(Collectors.joining());
    try {
      Files.createDirectories(folder.resolve("web"));
      Files.writeString(folder.resolve("config.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
