package dev.scurry.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StandaloneFlinkITCase {
  @TempDir private static Path folder;

  private static StandaloneFlink flink;
  private static String program;

  private static EmbeddedS3 s3;

  @BeforeAll
  static void start() throws IOException {
    s3 = EmbeddedS3.start();
    s3.createBucket("bucket");
    Map<String, String> properties = new HashMap<>(s3.flinkProperties());
    properties.put("state.checkpoints.dir", "s3://bucket/checkpoints");
    properties.put("restart-strategy.type", "fixed-delay");
    properties.put("restart-strategy.fixed-delay.attempts", "1000");
    properties.put("restart-strategy.fixed-delay.delay", "100 ms");
    flink = StandaloneFlink.start(folder.resolve("flink"), 1, 2, properties);
    program = flink.jars().upload(jarOf(TinyProgram.class, TinyProgram.PassOrWait.class));
  }

  @AfterAll
  static void stop() {
    flink.close();
    s3.close();
    assertThat(flink.processes()).noneMatch(ServerProcess::isAlive);
  }

  @Test
  void overview_hasTheSlots() throws Exception {
    HttpRequest overview = HttpRequest.newBuilder(flink.restUrl().resolve("/overview")).build();

    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(overview, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.body()).contains("\"taskmanagers\":1", "\"slots-total\":2");
  }

  @Test
  void run_finishesABoundedProgramOnS3() throws Exception {
    JobID job = run("1000", "s3://bucket/numbers");

    try (ClusterClient<StandaloneClusterId> client = flink.client()) {
      JobResult result = client.requestJobResult(job).get(1, TimeUnit.MINUTES);
      assertThat(result.isSuccess()).isTrue();
    }
    assertThat(lines(s3.bucketFolder("bucket").resolve("numbers")))
        .hasSize(1000)
        .contains("1", "1000");
  }

  @Test
  void killTaskManager_anotherTakesOver() throws Exception {
    Path started = Files.createDirectories(folder.resolve("started"));
    try (WatchService watch = started.getFileSystem().newWatchService();
        ClusterClient<StandaloneClusterId> client = flink.client()) {
      started.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      JobID job = run("1", "s3://bucket/endless", started.toString());
      awaitFile(watch);

      flink.killTaskManager(0);
      flink.startTaskManager();
      awaitFile(watch);

      client.cancel(job).get(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void run_ofAMainThatThrows_saysWhy() {
    assertThatThrownBy(() -> run("no number", "s3://bucket/nothing"))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("no number");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void processes_listenOnLoopbackOnly() throws IOException {
    LoopbackOnlyITCase.assertLoopbackOnly(
        flink.processes().get(0).pid(), flink.restUrl().getPort());
    ServerProcess taskManager = flink.processes().get(flink.processes().size() - 1);
    assertThat(ListeningSockets.of(taskManager.pid()))
        .isNotEmpty()
        .allMatch(socket -> socket.getAddress().isLoopbackAddress());
  }

  private static JobID run(String count, String output, String... more) {
    List<String> arguments = Stream.concat(Stream.of(count, output), Stream.of(more)).toList();
    return flink.jars().run(program, TinyProgram.class.getName(), arguments, 1);
  }

  private static void awaitFile(WatchService watch) throws InterruptedException {
    var key = watch.poll(1, TimeUnit.MINUTES);
    assertThat(key).isNotNull();
    assertThat(key.pollEvents()).isNotEmpty();
    assertThat(key.reset()).isTrue();
  }

  private static List<String> lines(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).flatMap(StandaloneFlinkITCase::read).toList();
    }
  }

  private static Stream<String> read(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jarOf(Class<?>... classes) throws IOException {
    Path jar = folder.resolve("tiny.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      for (Class<?> type : classes) {
        String name = type.getName().replace('.', '/') + ".class";
        entries.putNextEntry(new JarEntry(name));
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
          bytes.transferTo(entries);
        }
      }
    }
    return jar;
  }
}
