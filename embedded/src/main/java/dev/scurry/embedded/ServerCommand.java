package dev.scurry.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a child JVM is started.
 *
 * @param server which server's jars make its class path, see {@link ServerHome}
 * @param jvmArguments heap and whatever else the JVM needs
 * @param mainClass the server's main class, run under {@link OrphanGuard}
 * @param arguments what its main gets
 * @param readyWords what a line of its output holds once it serves
 * @param environment what its environment has beside this process's own
 * @param log where its output is appended, in a folder of the server's own
 */
record ServerCommand(
    String server,
    List<String> jvmArguments,
    String mainClass,
    List<String> arguments,
    String readyWords,
    Map<String, String> environment,
    Path log) {

  ProcessBuilder process() {
    ProcessBuilder process = new ProcessBuilder(line()).redirectErrorStream(true);
    process.environment().putAll(environment);
    return process;
  }

  /** For what the JVM and its libraries unpack and, when killed, leave behind. */
  Path temporaryFolder() {
    return log.resolveSibling("tmp");
  }

  private List<String> line() {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(jvmArguments);
    line.add("-Djava.io.tmpdir=" + temporaryFolder());
    line.addAll(List.of("-cp", ServerHome.classPath(server)));
    line.addAll(List.of(OrphanGuard.class.getName(), mainClass));
    line.addAll(arguments);
    return line;
  }
}
