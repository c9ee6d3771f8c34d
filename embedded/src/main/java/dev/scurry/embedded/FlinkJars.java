package dev.scurry.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/** The part of Flink's REST interface that takes program jars and runs them. */
public final class FlinkJars {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String BOUNDARY = "----scurry";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI rest;
  private final HttpClient http = HttpClient.newHttpClient();

  FlinkJars(URI rest) {
    this.rest = rest;
  }

  /**
   * Uploads a program.
   *
   * @return the id by which it is run
   * @throws EmbeddedServerException when Flink refuses it
   */
  public String upload(Path jar) {
    JsonNode answer =
        post("/jars/upload", "multipart/form-data; boundary=" + BOUNDARY, multipart(jar));
    return Path.of(answer.get("filename").asText()).getFileName().toString();
  }

  /**
   * Runs an uploaded program and returns once its job is submitted.
   *
   * @throws EmbeddedServerException when the program's main or the submission fails, with Flink's
   *     words
   */
  public JobID run(String jarId, String mainClass, List<String> arguments, int parallelism) {
    return run(
        jarId,
        Map.of(
            "entryClass", mainClass,
            "programArgsList", arguments,
            "parallelism", parallelism));
  }

  /**
   * The same, from a savepoint or a retained checkpoint.
   *
   * @param allowNonRestoredState whether state that has no place in the program may be left out
   */
  public JobID runFrom(
      String savepoint,
      boolean allowNonRestoredState,
      String jarId,
      String mainClass,
      List<String> arguments,
      int parallelism) {
    return run(
        jarId,
        Map.of(
            "entryClass", mainClass,
            "programArgsList", arguments,
            "parallelism", parallelism,
            "savepointPath", savepoint,
            "allowNonRestoredState", allowNonRestoredState));
  }

  private JobID run(String jarId, Map<String, Object> request) {
    JsonNode answer =
        post("/jars/" + jarId + "/run", "application/json", BodyPublishers.ofString(json(request)));
    return JobID.fromHexString(answer.get("jobid").asText());
  }

  private static BodyPublisher multipart(Path jar) {
    String head =
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
            + jar.getFileName()
            + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
    try {
      return BodyPublishers.concat(
          BodyPublishers.ofString(head),
          BodyPublishers.ofFile(jar),
          BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode post(String path, String contentType, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(rest.resolve(path))
            .header("Content-Type", contentType)
            .timeout(PATIENCE)
            .POST(body)
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new EmbeddedServerException("Flink refused " + path + ": " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted in " + path, e);
    }
  }

  private static String json(Map<String, Object> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
