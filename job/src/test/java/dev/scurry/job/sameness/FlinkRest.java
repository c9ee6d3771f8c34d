package dev.scurry.job.sameness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.scurry.job.Operators;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;

/** What a cluster says of its jobs. */
final class FlinkRest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration TO_ANSWER = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private static final Pattern CURRENT_OFFSET =
      Pattern.compile("partition\\.(\\d+)\\.currentOffset$");

  private final URI rest;
  private final HttpClient http = HttpClient.newHttpClient();

  FlinkRest(URI rest) {
    this.rest = rest;
  }

  String state(JobID job) throws Exception {
    return get("/jobs/" + job).get("state").asText();
  }

  /** Whether each task runs or has done all its work; fails where the job is at its end. */
  boolean allTasksRun(JobID job) throws Exception {
    if (isAtItsEnd(state(job))) {
      throw new AssertionError("the job is " + state(job));
    }
    for (JsonNode vertex : get("/jobs/" + job).get("vertices")) {
      String status = vertex.get("status").asText();
      if (!status.equals("RUNNING") && !status.equals("FINISHED")) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether commands that are given once, an audit or lines, have been read. Flink refuses a
   * savepoint that is asked for while one of its tasks ends.
   */
  boolean givenCommandsAreRead(JobID job) throws Exception {
    for (JsonNode vertex : get("/jobs/" + job).get("vertices")) {
      String name = vertex.get("name").asText();
      boolean given =
          name.contains(Operators.CONTROL_AUDIT) || name.contains(Operators.CONTROL_LINES);
      if (given && !vertex.get("status").asText().equals("FINISHED")) {
        return false;
      }
    }
    return true;
  }

  long completedCheckpoints(JobID job) throws Exception {
    JsonNode counts = get("/jobs/" + job + "/checkpoints").get("counts");
    return counts == null ? 0 : counts.get("completed").asLong();
  }

  /** The id of the last checkpoint that was completed; 0 where none was. */
  long lastCheckpoint(JobID job) throws Exception {
    return get("/jobs/" + job + "/checkpoints").at("/latest/completed/id").asLong();
  }

  /** The id of the checkpoint that the job last went back to; 0 where it never did. */
  long restoredCheckpoint(JobID job) throws Exception {
    return get("/jobs/" + job + "/checkpoints").at("/latest/restored/id").asLong();
  }

  /** The TaskManagers that run tasks of a job. */
  Set<String> taskManagersOf(JobID job) throws Exception {
    Set<String> ids = new TreeSet<>();
    for (JsonNode vertex : get("/jobs/" + job).get("vertices")) {
      for (JsonNode subtask : subtasks(job, vertex)) {
        if (subtask.get("status").asText().equals("RUNNING")) {
          ids.add(subtask.get("taskmanager-id").asText());
        }
      }
    }
    return ids;
  }

  /** Offsets that the job's Kafka source has read up to, by partition, as it says itself. */
  Map<Integer, Long> read(JobID job) throws Exception {
    String metrics = "/jobs/" + job + "/vertices/" + kafkaSource(job) + "/metrics";
    List<String> names = new ArrayList<>();
    for (JsonNode metric : get(metrics)) {
      if (CURRENT_OFFSET.matcher(metric.get("id").asText()).find()) {
        names.add(metric.get("id").asText());
      }
    }
    Map<Integer, Long> offsets = new TreeMap<>();
    for (JsonNode metric :
        get(metrics + "?get=" + URLEncoder.encode(String.join(",", names), UTF_8))) {
      Matcher matcher = CURRENT_OFFSET.matcher(metric.get("id").asText());
      if (matcher.find()) {
        offsets.merge(
            Integer.valueOf(matcher.group(1)), metric.get("value").asLong() + 1, Math::max);
      }
    }
    return offsets;
  }

  private String kafkaSource(JobID job) throws Exception {
    for (JsonNode vertex : get("/jobs/" + job).get("vertices")) {
      if (vertex.get("name").asText().contains(Operators.KAFKA_SOURCE)) {
        return vertex.get("id").asText();
      }
    }
    throw new AssertionError("no source");
  }

  /** Why the last checkpoints failed that did: among others those that the job's end overtook. */
  List<String> failedCheckpoints(JobID job) throws Exception {
    List<String> failures = new ArrayList<>();
    for (JsonNode checkpoint : get("/jobs/" + job + "/checkpoints").get("history")) {
      if (checkpoint.get("status").asText().equals("FAILED")) {
        failures.add(checkpoint.path("failure_message").asText());
      }
    }
    return failures;
  }

  /** How often the job was restarted, told by its tasks' attempts. */
  long restarts(JobID job) throws Exception {
    long restarts = 0;
    for (JsonNode vertex : get("/jobs/" + job).get("vertices")) {
      for (JsonNode subtask : subtasks(job, vertex)) {
        restarts = Math.max(restarts, subtask.get("attempt").asLong());
      }
    }
    return restarts;
  }

  /** Records in and out of each subtask of each vertex that has more than one. */
  Map<String, long[]> recordsBySubtask(JobID job) throws Exception {
    Map<String, long[]> records = new TreeMap<>();
    for (JsonNode vertex : get("/jobs/" + job).get("vertices")) {
      JsonNode subtasks = subtasks(job, vertex);
      long[] each = new long[subtasks.size()];
      for (JsonNode subtask : subtasks) {
        JsonNode metrics = subtask.get("metrics");
        each[subtask.get("subtask").asInt()] =
            metrics.get("read-records").asLong() + metrics.get("write-records").asLong();
      }
      records.put(vertex.get("name").asText(), each);
    }
    return records;
  }

  private JsonNode subtasks(JobID job, JsonNode vertex) throws Exception {
    return get("/jobs/" + job + "/vertices/" + vertex.get("id").asText()).get("subtasks");
  }

  /** Waits until the job has finished; fails with its state and its exception if it does not. */
  void awaitFinished(JobID job) throws Exception {
    await("the end of the job", () -> isAtItsEnd(state(job)));
    if (!state(job).equals("FINISHED")) {
      throw new AssertionError(state(job) + ": " + get("/jobs/" + job + "/exceptions"));
    }
  }

  static void await(String what, Callable<Boolean> condition) throws Exception {
    await(() -> what, condition);
  }

  static void await(Supplier<String> what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for " + what.get());
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  /** What can't be asked does not hold yet. */
  private static boolean holds(Callable<Boolean> condition) throws Exception {
    try {
      return condition.call();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isAtItsEnd(String state) {
    return switch (state) {
      case "FINISHED", "FAILED", "CANCELED" -> true;
      default -> false;
    };
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(rest.resolve(path)).timeout(TO_ANSWER).build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + ": " + response.statusCode() + ": " + response.body());
    }
    return WireFormat.mapper().readTree(response.body());
  }
}
