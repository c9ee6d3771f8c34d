package dev.scurry.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The settings of a standalone cluster that no start script works out for us: Flink's own scripts
 * derive the memory of a TaskManager and hand it to the JVM; here every figure is set, and the JVM
 * arguments below are their sums.
 */
final class StandaloneSettings {
  /** Framework 128 MB and task 384 MB. */
  private static final String TASK_MANAGER_HEAP = "-Xmx512m";

  /** Framework 128 MB and network 64 MB. */
  private static final String TASK_MANAGER_DIRECT = "-XX:MaxDirectMemorySize=192m";

  private static final String JOB_MANAGER_HEAP = "-Xmx512m";
  private static final String LOOPBACK = "127.0.0.1";

  private StandaloneSettings() {}

  /** What {@code properties} says, less the addresses and ports, plus what it leaves open. */
  static Map<String, String> of(
      Path folder, int restPort, int rpcPort, int slots, Map<String, String> properties) {
    Map<String, String> all = new TreeMap<>();
    all.put("taskmanager.cpu.cores", Integer.toString(slots));
    all.put("taskmanager.memory.framework.heap.size", "128m");
    all.put("taskmanager.memory.task.heap.size", "384m");
    all.put("taskmanager.memory.framework.off-heap.size", "128m");
    all.put("taskmanager.memory.task.off-heap.size", "0m");
    all.put("taskmanager.memory.network.min", "64m");
    all.put("taskmanager.memory.network.max", "64m");
    all.put("taskmanager.memory.managed.size", "128m");
    all.put("taskmanager.memory.jvm-metaspace.size", "256m");
    all.put("taskmanager.memory.jvm-overhead.min", "64m");
    all.put("taskmanager.memory.jvm-overhead.max", "64m");
    all.put("heartbeat.interval", "1000");
    all.put("heartbeat.timeout", "15000");
    all.put("security.delegation.tokens.enabled", "false");
    all.put("io.tmp.dirs", folder.resolve("tmp").toString());
    all.put("web.tmpdir", folder.resolve("web").toString());
    all.putAll(properties);
    all.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
    all.put("rest.address", LOOPBACK);
    all.put("rest.bind-address", LOOPBACK);
    all.put("rest.port", Integer.toString(restPort));
    all.put("jobmanager.rpc.address", LOOPBACK);
    all.put("jobmanager.bind-host", LOOPBACK);
    all.put("jobmanager.rpc.port", Integer.toString(rpcPort));
    all.put("taskmanager.host", LOOPBACK);
    all.put("taskmanager.bind-host", LOOPBACK);
    return all;
  }

  static List<String> jobManagerJvm() {
    return withModuleArguments(JOB_MANAGER_HEAP);
  }

  static List<String> taskManagerJvm() {
    return withModuleArguments(TASK_MANAGER_HEAP, TASK_MANAGER_DIRECT, "-XX:MaxMetaspaceSize=256m");
  }

  private static List<String> withModuleArguments(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("-XX:+UseSerialGC");
    all.addAll(List.of(moduleArguments().trim().split("\\s+", -1)));
    return all;
  }

  private static String moduleArguments() {
    Properties flink = new Properties();
    try (InputStream file = StandaloneSettings.class.getResourceAsStream("flink.properties")) {
      flink.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return flink.getProperty("jvm.args");
  }
}
