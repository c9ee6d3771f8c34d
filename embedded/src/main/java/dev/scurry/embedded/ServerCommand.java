package dev.scurry.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a child JVM is started.
 *
 * @param server which server's jars make its class path, see {@link ServerHome}
 * @param jvmArguments heap and whatever else the JVM needs
 * @param mainClass the server's main class, run under {@link OrphanGuard}
 * @param arguments what its main gets
 * @param readyWords what a line of its output holds once it serves
 * @param log where its output is appended
 */
record ServerCommand(
    String server,
    List<String> jvmArguments,
    String mainClass,
    List<String> arguments,
    String readyWords,
    Path log) {

  List<String> line() {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(jvmArguments);
    line.addAll(List.of("-cp", ServerHome.classPath(server)));
    line.addAll(List.of(OrphanGuard.class.getName(), mainClass));
    line.addAll(arguments);
    return line;
  }
}
