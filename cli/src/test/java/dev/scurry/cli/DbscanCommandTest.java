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
import java.util.Random;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|DBSCAN|{\"eps\":0.5,\"min_samples\":3}",
        "2|OPTICS|{\"min_samples\":3,\"predecessor_correction\":false}",
        "3|OPTICS|{\"min_samples\":3,\"cluster_method\":\"dbscan\",\"eps\":0.5}"
      })
  void dbscan_ofRealDistancesEqualsScikitLearn(int column, String algorithm, String parameters)
      throws IOException {
    Path output = folder.resolve("clusters.csv");
    CommandRun run =
        CommandRun.of(
            "dbscan",
            "--input",
            resource("moving-pictures.csv.gz").toString(),
            "--algorithm",
            algorithm,
            "--hyper-params",
            parameters,
            "--output",
            output.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.result().get("pairs").asInt()).isEqualTo(528);
    List<String> expected =
        Files.readAllLines(resource("moving-pictures.labels.csv")).stream()
            .skip(1)
            .map(row -> row.split(","))
            .map(fields -> fields[column] + "," + fields[0])
            .toList();
    assertThat(output().subList(1, 34)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DBSCAN|--eps 1.2 --min-samples 6|cluster,key,core",
        "HDBSCAN|--min-cluster-size 12 --min-samples 5|cluster,key,probability,outlier_score",
        "OPTICS|--min-samples 6|cluster,key,order,reachability,core_distance"
      })
  void dbscan_ofPointsEqualsThatOfTheirPairs(String algorithm, String options, String header)
      throws IOException {
    double[][] points = points(150);
    StringBuilder vectors = new StringBuilder();
    StringBuilder pairs = new StringBuilder();
    for (int i = 0; i < points.length; i++) {
      vectors.append(points[i][0]).append(',').append(points[i][1]).append('\n');
      for (int j = i + 1; j < points.length; j++) {
        double x = points[i][0] - points[j][0];
        double y = points[i][1] - points[j][1];
        pairs.append(i).append(',').append(j).append(',').append(Math.sqrt(x * x + y * y));
        pairs.append('\n');
      }
    }
    String details = folder.resolve("details.csv").toString();
    String all = "--algorithm " + algorithm + " " + options + " --details " + details;

    CommandRun ofPairs = run(pairs.toString(), all.split(" "));
    List<String> expected = Files.readAllLines(Path.of(details));
    CommandRun ofPoints = run(vectors.toString(), ("--points " + all).split(" "));

    assertThat(ofPoints.exitCode()).as(ofPoints.err()).isZero();
    assertThat(expected).hasSize(151).startsWith(header);
    assertThat(ofPairs.result().get("clusters").asInt()).isGreaterThan(1);
    assertThat(Files.readAllLines(Path.of(details))).isEqualTo(expected);
  }

  @Test
  void dbscan_ofPointsKeepsTheNumbersOfTheRows() throws IOException {
    JsonNode result =
        run("0,0\nx,y\n\n0,1\n5,5\n", "--points", "--min-samples", "2", "--eps", "1").result();

    assertThat(output()).containsExactly("cluster,key", "0,0", "0,2", "-1,3");
    assertThat(result.get("points").asInt()).isEqualTo(3);
    assertThat(result.get("rejected").asInt()).isEqualTo(1);
    assertThat(result.get("rejected_lines").get(0).get("line").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DBSCAN", "HDBSCAN", "OPTICS"})
  void dbscan_ofNothingHasNoClusters(String algorithm) throws IOException {
    for (String kind : new String[] {"--skip-header", "--points"}) {
      CommandRun run = run("", "--algorithm", algorithm, kind);

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.result().get("points").asInt()).isZero();
      assertThat(output()).containsExactly("cluster,key");
    }
  }

  @Test
  void dbscan_ofDistancesBeyondAllMeasureGoesOn() throws IOException {
    String text = "a,b,1e300\na,c,1\nb,d,1\n";
    assertThat(run(text, "--algorithm", "HDBSCAN").exitCode()).isZero();
    assertThat(run(text, "--algorithm", "OPTICS").exitCode()).isZero();
    assertThat(run(text).result().get("points").asInt()).isEqualTo(4);
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
  @CsvSource(
      delimiter = '|',
      value = {
        "5.1,3.5,1.4,0.2;4.9,3,1.4,0.2 | | no line is a pair; line 1: not three fields:"
            + " 5.1,3.5,1.4,0.2 (are these vectors, for --points?)",
        "x,y;0.5,1.5 | | no line is a pair; line 1: not three fields: x,y"
            + " (are these vectors, for --points?)",
        "key1,key2,distance | | no line is a pair; line 1: a distance that is no number:"
            + " key1,key2,distance (if it is a header, --skip-header passes over it)",
        "head;a,b | --skip-header | no line is a pair; line 2: not three fields: a,b",
        "a,b,0.5;b,c,1 | --points | no line is a row of numbers; line 1: column 1 is no number: 'a'"
      })
  void dbscan_ofAFileWithoutAUsableLineFailsAndLeavesTheOutputAsItWas(
      String lines, String options, String message) throws IOException {
    Path output = Files.writeString(folder.resolve("clusters.csv"), "before");
    String[] given = options == null ? new String[0] : options.split(" ");

    CommandRun run = run(lines.replace(';', '\n') + "\n", given);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).containsExactly("scurry: " + input() + ": " + message);
    assertThat(run.out()).isEmpty();
    assertThat(output).hasContent("before");
  }

  /** Only the whole fields of a line that is shown cut short are looked at. */
  @Test
  void dbscan_ofLongVectorsAsksForPoints() throws IOException {
    CommandRun run = run("0.12345,".repeat(64) + "1e5\n");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).hasSize(1);
    assertThat(run.err()).contains("(are these vectors, for --points?)");
  }

  @Test
  void dbscan_ofPointsTakesTheLayoutOfTheirLines() throws IOException {
    CommandRun run =
        run(
            "id;1;2\na;0;0\n\nb;0;1\nc;9;9\n",
            "--points --label-size 1 --delimiter ; --skip-header --min-samples 2 --eps 1"
                .split(" "));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(output()).containsExactly("cluster,key", "0,0", "0,1", "-1,2");
    assertThat(run.result().get("rejected").asInt()).isZero();
  }

  @Test
  void dbscan_byXiSaysThatItIgnoresEps() throws IOException {
    String text = "a,b,1\nb,c,2\n";
    CommandRun byXi = run(text, "--algorithm", "OPTICS", "--eps", "0.3");

    assertThat(byXi.exitCode()).isZero();
    assertThat(byXi.errors()).hasSize(1);
    assertThat(byXi.err()).startsWith("eps is ignored: ");
    assertThat(run(text, "--algorithm", "OPTICS").err()).isEmpty();
    CommandRun cut =
        run(
            text,
            "--algorithm",
            "OPTICS",
            "--hyper-params",
            "{\"eps\":1,\"cluster_method\":\"dbscan\"}");
    assertThat(cut.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n"})
  void dbscan_ofAnEmptyFileHasNoClusters(String text) throws IOException {
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
        "--algorithm HDBSCAN --eps 1|HDBSCAN has no parameter 'eps'; it has allow_single_cluster,",
        "--algorithm HDBSCAN --min-cluster-size 1|min_cluster_size must be a whole number >= 2",
        "--algorithm HDBSCAN --hyper-params {\"cluster_selection_method\":\"x\"}|eom or leaf, not",
        "--algorithm HDBSCAN --hyper-params {\"allow_single_cluster\":1}|must be true or false",
        "--algorithm OPTICS --hyper-params {\"xi\":1}|xi must be above 0 and below 1, not 1.0",
        "--points --hyper-params {\"metric\":\"precomputed\"}|metric must be euclidean or minkowski",
        "--points --convert-key-to-int|--convert-key-to-int is for pairs",
        "--label-size 1|--label-size and --delimiter are for --points",
        "--delimiter ;|--label-size and --delimiter are for --points"
      })
  void dbscan_refusesWhatItHasNoUseFor(String options, String message) throws IOException {
    CommandRun run = run("a,b,1\n", options.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0)).startsWith("scurry: ").contains(message);
    assertThat(folder.resolve("clusters.csv")).doesNotExist();
  }

  @Test
  void dbscan_neverWritesOverItsInput() throws IOException {
    CommandRun run = run("a,b,1\n", "--details", input().toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0)).contains("must be files of their own");
    assertThat(input()).hasContent("a,b,1\n");
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

  /** Two groups and something around them. */
  private static double[][] points(int count) {
    Random random = new Random(8);
    double[][] points = new double[count][2];
    for (int i = 0; i < count; i++) {
      double spread = i % 10 == 0 ? 6 : 1;
      points[i][0] = i % 2 * 8 + spread * random.nextGaussian();
      points[i][1] = spread * random.nextGaussian();
    }
    return points;
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
