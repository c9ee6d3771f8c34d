package dev.scurry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.scurry.embedded.LocalFlink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that runs, and what Flink's REST interface says of it. */
final class WatchedJob implements AutoCloseable {
  private static final long LOOK_MS = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI rest;
  private final JobClient job;

  private WatchedJob(URI rest, JobClient job) {
    this.rest = rest;
    this.job = job;
  }

  static WatchedJob start(LocalFlink flink, StreamExecutionEnvironment env) throws Exception {
    return new WatchedJob(flink.restUrl(), env.executeAsync());
  }

  /** Waits a moment; true: the job has ended by then, well. */
  boolean ended() throws Exception {
    try {
      job.getJobExecutionResult().get(LOOK_MS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException runs) {
      return false;
    }
  }

  /** Null where there is none, such as while the job starts. */
  Object accumulator(String name) throws Exception {
    return job.getAccumulators().exceptionally(starting -> Map.of()).get().get(name);
  }

  /** Number of the last checkpoint that is complete; 0: there is none. */
  long checkpoint() throws IOException, InterruptedException {
    return get("/checkpoints").at("/latest/completed/id").asLong();
  }

  /** Bytes of state of all tasks, or of one by the beginning of its name, in that checkpoint. */
  long stateBytes(long checkpoint, String task) throws IOException, InterruptedException {
    JsonNode tasks = get("/checkpoints/details/" + checkpoint).get("tasks");
    long bytes = 0;
    for (JsonNode vertex : get("").get("vertices")) {
      if (vertex.get("name").asText().startsWith(task) && tasks.has(vertex.get("id").asText())) {
        bytes += tasks.get(vertex.get("id").asText()).get("state_size").asLong();
      }
    }
    return bytes;
  }

  /** Bytes of a savepoint in Flink's own form, the same for all backends. */
  long savepointBytes(Path folder) throws Exception {
    job.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.CANONICAL).get();
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** How many checkpoints of a job are complete; it may have ended. */
  static long completedCheckpoints(LocalFlink flink, JobID job)
      throws IOException, InterruptedException {
    return get(HttpClient.newHttpClient(), flink.restUrl(), job, "/checkpoints")
        .at("/counts/completed")
        .asLong();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return get(http, rest, job.getJobID(), path);
  }

  private static JsonNode get(HttpClient http, URI rest, JobID job, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create(rest + "/jobs/" + job + path);
    return JSON.readTree(
        http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
  }

  @Override
  public void close() throws Exception {
    if (!job.getJobExecutionResult().isDone()) {
      job.cancel().get();
    }
  }
}
