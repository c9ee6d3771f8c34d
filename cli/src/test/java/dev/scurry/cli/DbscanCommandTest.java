package dev.scurry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DbscanCommandTest {

  @TempDir Path folder;

  /** ThalesGroup/clustering-lambda, test_lambda_clustering_mock_aws.py, Apache-2.0. */
  @Test
  void dbscan_ofClusteringLambdasPairs() throws IOException {
    CommandRun run = run("1,2,0.5\n1,3,0.5\n4,5,0.9\n", "--eps", "0.5", "--min-samples", "3");

    assertThat(run.exitCode()).isZero();
    assertThat(output()).containsExactly("cluster,key", "0,1", "0,2", "0,3", "-1,4", "-1,5");
    JsonNode result = run.result();
    assertThat(result.get("algorithm").asText()).isEqualTo("DBSCAN");
    assertThat(result.get("clusters").asInt()).isEqualTo(1);
    assertThat(result.get("noise").asInt()).isEqualTo(2);
    assertThat(result.get("points").asInt()).isEqualTo(5);
    assertThat(result.get("pairs").asInt()).isEqualTo(3);
    assertThat(result.get("rejected").asInt()).isZero();
    assertThat(result.get("seconds").asDouble()).isGreaterThan(0);
    assertThat(run.err()).isEmpty();
  }

  /** The same: every (i, j, 0.5) of five keys, themselves included. */
  @ParameterizedTest
  @CsvSource({"0.4, 2, 0, 5", "0.5, 3, 1, 0"})
  void dbscan_ofClusteringLambdasFullSquare(String eps, String minSamples, int clusters, int noise)
      throws IOException {
    StringBuilder square = new StringBuilder();
    for (int pair = 0; pair < 25; pair++) {
      square.append(pair / 5).append(',').append(pair % 5).append(",0.5\n");
    }
    JsonNode result = run(square.toString(), "--eps", eps, "--min-samples", minSamples).result();

    assertThat(result.get("clusters").asInt()).isEqualTo(clusters);
    assertThat(result.get("noise").asInt()).isEqualTo(noise);
  }

  @Test
  void dbscan_labelsEqualScikitLearns() throws IOException {
    Path input = resource("moons400.csv.gz");
    Path details = folder.resolve("details.csv");
    CommandRun run =
        CommandRun.of(
            "dbscan",
            "--input",
            input.toString(),
            "--hyper-params",
            "{\"eps\": 1.2, \"min_samples\": 10}",
            "--details",
            details.toString());

    assertThat(run.exitCode()).isZero();
    List<String> found = Files.readAllLines(details);
    assertThat(found.get(0)).isEqualTo("cluster,key,core");
    assertThat(found.subList(1, found.size()).stream().map(DbscanCommandTest::keyFirst))
        .containsExactlyInAnyOrderElementsOf(
            Files.readAllLines(resource("moons400.labels.csv")).subList(1, 383));
  }

  @Test
  void dbscan_rowsGoByClusterThenAppearanceNoiseLast() throws IOException {
    run("z,n,9\nb,a,0\nd,c,0\na,e,0\n", "--min-samples", "2");

    assertThat(output())
        .containsExactly("cluster,key", "0,b", "0,a", "0,e", "1,d", "1,c", "-1,z", "-1,n");
  }

  @Test
  void dbscan_theSmallerDistanceOfAPairCounts() throws IOException {
    run("1,2,0.9\n2,1,0.3\n1,2,0.7\n", "--min-samples", "2");

    assertThat(output()).containsExactly("cluster,key", "0,1", "0,2");
  }

  @Test
  void dbscan_aQuoteInAKeyIsCsvInTheOutput() throws IOException {
    run("a\"b,c,0\n", "--min-samples", "2");

    assertThat(output()).containsExactly("cluster,key", "0,\"a\"\"b\"", "0,c");
  }

  @Test
  void dbscan_integersAreOneKeyInAnyForm() throws IOException {
    JsonNode result =
        run("007,8,0\n7,9,0\nx,9,0\n", "--convert-key-to-int", "--min-samples", "2").result();

    assertThat(output()).containsExactly("cluster,key", "0,7", "0,8", "0,9");
    assertThat(result.get("rejected").asInt()).isEqualTo(1);
  }

  @Test
  void dbscan_saysWhatItLeftOut() throws IOException {
    CommandRun run = run("key1,key2,distance\n1,2,0.1\n1,2\n");

    assertThat(run.exitCode()).isZero();
    assertThat(run.result().get("rejected").asInt()).isEqualTo(2);
    assertThat(run.result().get("rejected_lines").get(1).get("line").asInt()).isEqualTo(3);
    assertThat(run.errors())
        .containsExactly(
            input()
                + ": line 1 is left out: a distance that is no number: key1,key2,distance"
                + " (if it is a header, --skip-header passes over it)",
            input() + ": line 3 is left out: not three fields: 1,2");
    assertThat(run("key1,key2,distance\n1,2,0.1\n", "--skip-header").err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "key1,key2,distance\n"})
  void dbscan_withoutAPairHasNoClusters(String text) throws IOException {
    CommandRun run = run(text);

    assertThat(run.exitCode()).isZero();
    assertThat(run.result().get("points").asInt()).isZero();
    assertThat(output()).containsExactly("cluster,key");
  }

  @Test
  void dbscan_ofOneKeyIsNoise() throws IOException {
    run("a,a,0\n");

    assertThat(output()).containsExactly("cluster,key", "-1,a");
  }

  @Test
  void dbscan_writesGzipIfNamedSo() throws IOException {
    Path input = Files.writeString(input(), "a,b,0\n");
    Path output = folder.resolve("clusters.csv.gz");
    CommandRun.of("dbscan", "--input", input.toString(), "--output", output.toString());

    try (InputStream in = new GZIPInputStream(Files.newInputStream(output))) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("cluster,key\n-1,a\n-1,b\n");
    }
  }

  @Test
  void dbscan_ofABrokenFileFailsInOneLineAndLeavesTheOutputAsItWas() throws IOException {
    byte[] whole = Files.readAllBytes(resource("moons400.csv.gz"));
    Path cut = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(whole, 30_000));
    Path output = Files.writeString(folder.resolve("clusters.csv"), "before");
    CommandRun run =
        CommandRun.of("dbscan", "--input", cut.toString(), "--output", output.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).containsExactly("scurry: " + cut + ": gzip ends in the middle");
    assertThat(output).hasContent("before");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(cut, output);
    }
  }

  @Test
  void dbscan_withoutAnInputOrAPlaceForTheOutputFailsInOneLine() throws IOException {
    Path missing = folder.resolve("none.csv");
    Path nowhere = folder.resolve("none").resolve("clusters.csv");

    assertFails(missing + ": no such file", "--input", missing.toString());
    assertFails(folder + ": is a folder, not a file", "--input", folder.toString());
    Files.writeString(input(), "a,b,1\n");
    assertFails(
        nowhere + ": there is no folder " + nowhere.getParent(),
        "--input",
        input().toString(),
        "--output",
        nowhere.toString());
    assertFails(
        folder + ": is a folder, not a file",
        "--input",
        input().toString(),
        "--output",
        folder.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--eps -1|eps must be a number >= 0, not -1.0",
        "--eps x|'x' is not a double",
        "--min-samples 0|min_samples must be a whole number >= 1, not 0",
        "--algorithm KMEANS|expected one of [DBSCAN, HDBSCAN, OPTICS]",
        "--min-cluster-size 5|DBSCAN has no parameter 'min_cluster_size'; it has eps, metric, min_samples",
        "--hyper-params {\"epsilon\":1}|DBSCAN has no parameter 'epsilon'; it has",
        "--hyper-params {\"eps\":\"1\"}|eps must be a number >= 0, not \"1\"",
        "--hyper-params {\"eps\":NaN}|no JSON",
        "--hyper-params {\"min_samples\":2.5}|min_samples must be a whole number >= 1, not 2.5",
        "--hyper-params [1]|--hyper-params must be a JSON object",
        "--hyper-params {\"eps\":1} --eps 2|--eps and eps of --hyper-params are the same",
        "--hyper-params {\"metric\":\"cosine\"}|metric must be precomputed, not \"cosine\"",
        "--points --convert-key-to-int|--convert-key-to-int is for pairs"
      })
  void dbscan_refusesWhatItHasNoUseFor(String options, String message) throws IOException {
    CommandRun run = run("a,b,1\n", options.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0)).startsWith("scurry: ").contains(message);
    assertThat(folder.resolve("clusters.csv")).doesNotExist();
  }

  @Test
  void dbscan_withoutAnInputIsWrongUsage() {
    assertThat(CommandRun.of("dbscan").exitCode()).isEqualTo(2);
  }

  @Test
  void dbscan_takesScikitLearnsNames() throws IOException {
    JsonNode result =
        run(
                "a,b,1.5\n",
                "--hyper-params",
                "{\"eps\":2,\"min_samples\":2,\"metric\":\"precomputed\",\"n_jobs\":-1}")
            .result();

    assertThat(result.get("clusters").asInt()).isEqualTo(1);
  }

  private void assertFails(String message, String... options) {
    List<String> arguments = new ArrayList<>(List.of("dbscan"));
    arguments.addAll(List.of(options));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).containsExactly("scurry: " + message);
  }

  private CommandRun run(String text, String... options) throws IOException {
    Files.writeString(input(), text);
    List<String> arguments = new ArrayList<>(List.of("dbscan", "--input", input().toString()));
    arguments.addAll(List.of("--output", folder.resolve("clusters.csv").toString()));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private Path input() {
    return folder.resolve("pairs.csv");
  }

  private List<String> output() throws IOException {
    return Files.readAllLines(folder.resolve("clusters.csv"));
  }

  private static Path resource(String name) {
    return Path.of("src/test/resources/pairs", name);
  }

  /** cluster,key,core as key,cluster,core. */
  private static String keyFirst(String row) {
    String[] fields = row.split(",");
    return fields[1] + "," + fields[0] + "," + fields[2];
  }
}
