package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.JsonSchemas;
import dev.scurry.schema.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.local.LocalDataInputStream;
import org.apache.flink.ml.clustering.kmeans.KMeansModelData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {

  @TempDir Path folder;

  @Test
  void train_onIris_writesAModelThatThreeSystemsRead() throws Exception {
    Path iris = resource("iris.csv");
    Path model = folder.resolve("deep/model");

    CommandRun run = train(iris, model, "--k", "3");

    assertThat(run.exitCode()).isZero();
    assertThat(files(model))
        .containsOnlyKeys(
            "flink-ml/data/part-0", "flink-ml/metadata", "model.json", "model.tar.gz");
    ClusterModel wire = wire(model);
    assertThat(schemaProblems(model)).isEmpty();
    assertThat(flinkMl(model).weights.values).containsExactly(wire.weights());
    for (int row = 0; row < 3; row++) {
      assertThat(flinkMl(model).centroids[row].values).containsExactly(wire.centroids()[row]);
      assertThat(sageMaker(model)[row]).containsExactly(floats(wire.centroids()[row]));
    }
    JsonNode result = run.result();
    double ssd = NaiveAssignment.of(wire, rows(iris)).ssd();
    assertThat(result.get("train:ssd").doubleValue()).isCloseTo(ssd, within(1e-12 * ssd));
    assertThat(result.get("train:msd").doubleValue()).isCloseTo(ssd / 150, within(1e-12 * ssd));
    assertThat(result.get("points").longValue()).isEqualTo(150);
    assertThat(result.get("rejected").longValue()).isEqualTo(1);
    assertThat(result.get("k").longValue()).isEqualTo(3);
    assertThat(result.get("feature_dim").longValue()).isEqualTo(5);
    assertThat(result.get("points_per_second").longValue()).isPositive();
    assertThat(run.err()).contains("line 1: column 3 is no number: 'setosa'");
    assertThat(Arrays.stream(wire.weights()).sum()).isEqualTo(150);
    assertThat(wire.msd()).isEqualTo(result.get("train:msd").doubleValue());
  }

  @Test
  void train_forOneCluster_leavesFlinkMlsFolderOutAndSaysSo() throws IOException {
    Path model = folder.resolve("model");
    train(resource("iris.csv"), model, "--k", "3");

    CommandRun run = train(resource("iris.csv"), model, "--k", "1");

    assertThat(run.exitCode()).isZero();
    assertThat(files(model)).containsOnlyKeys("model.json", "model.tar.gz");
    assertThat(run.err()).contains("flink-ml is left out");
  }

  @Test
  void train_onCoordinatesThatNoFloatHolds_leavesSageMakersArchiveOutAndSaysSo()
      throws IOException {
    Path rows = Files.writeString(folder.resolve("far.csv"), "1\n2\n1e60\n1.1e60\n");
    Path model = folder.resolve("model");

    CommandRun run = train(rows, model, "--k", "2");

    assertThat(run.exitCode()).isZero();
    assertThat(files(model))
        .containsOnlyKeys("flink-ml/data/part-0", "flink-ml/metadata", "model.json");
    assertThat(run.err()).contains("model.tar.gz is left out");
  }

  @Test
  void train_twice_givesTheSameBytes() throws IOException {
    Path rows = blobs(12_000);
    String[] options = {"--k", "5", "--scaling", "standard", "--epochs", "2", "--seed", "3"};

    train(rows, folder.resolve("once"), options);
    train(rows, folder.resolve("twice"), options);
    train(gzip(rows), folder.resolve("zipped"), options);
    train(withCarriageReturns(rows), folder.resolve("crlf"), options);

    Map<String, String> once = files(folder.resolve("once"));
    assertThat(once).hasSize(4);
    for (String other : List.of("twice", "zipped", "crlf")) {
      assertThat(files(folder.resolve(other))).isEqualTo(once);
    }
    train(rows, folder.resolve("seeded"), "--k", "5", "--seed", "4");
    assertThat(files(folder.resolve("seeded")).get("model.json"))
        .isNotEqualTo(once.get("model.json"));
  }

  @Test
  void train_onSeparatedBlobs_findsThem() throws IOException {
    CommandRun run = train(blobs(12_000), folder.resolve("model"), "--k", "4");

    assertThat(run.result().get("train:msd").doubleValue()).isBetween(1.9, 2.1);
    assertThat(wire(folder.resolve("model")).weights()).containsOnly(3000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "--k                       | k                       | 4",
        "--feature-dim             | feature_dim             | 2",
        "--mini-batch-size         | mini_batch_size         | 100",
        "--epochs                  | epochs                  | 3",
        "--init-method             | init_method             | kmeans++",
        "--extra-center-factor     | extra_center_factor     | 3",
        "--eval-metrics            | eval_metrics            | [\"ssd\"]",
        "--half-life-time-size     | half_life_time_size     | 500",
        "--local-lloyd-init-method | local_lloyd_init_method | random",
        "--local-lloyd-max-iter    | local_lloyd_max_iter    | 2",
        "--local-lloyd-num-trials  | local_lloyd_num_trials  | 1",
        "--local-lloyd-tol         | local_lloyd_tol         | 0.5",
        "--seed                    | seed                    | 5",
        "--scaling                 | scaling                 | standard",
      })
  void train_everyOption_reachesTheModelAsOptionAndAsSetting(
      String option, String name, String value) throws IOException {
    Path rows = blobs(400);

    String k = option.equals("--k") ? value : "2";

    train(
        rows,
        folder.resolve("option"),
        "--k=" + k,
        option.equals("--k") ? "-Dtraining.k=3" : option + "=" + value);
    train(rows, folder.resolve("setting"), "-Dtraining.k=" + k, "-Dtraining." + name + "=" + value);

    assertThat(wire(folder.resolve("option")).parameters()).containsEntry(name, value);
    assertThat(files(folder.resolve("setting"))).isEqualTo(files(folder.resolve("option")));
  }

  @Test
  void train_scalingStandard_takesTheDeviationOfEachColumn() throws IOException {
    Path rows =
        Files.writeString(folder.resolve("rows.csv"), "0,100,7\n0,300,7\n2,100,7\n2,300,7\n");

    train(rows, folder.resolve("model"), "--k", "2", "--scaling", "Standard");

    assertThat(wire(folder.resolve("model")).scale())
        .containsExactly(new double[] {1, 100, 0}, within(1e-12));
  }

  @Test
  void train_hyperparametersFile_isTaken() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("hp.json"),
            "{\"k\":\"3\",\"feature_dim\":\"2\",\"force_dense\":\"true\",\"eval_metrics\":\"[\\\"msd\\\",\\\"ssd\\\"]\"}");

    CommandRun run =
        train(blobs(400), folder.resolve("model"), "--hyperparameters", file.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.result().get("k").longValue()).isEqualTo(3);
    JsonNode result = run.result();
    assertThat(run.errors())
        .contains(
            "#quality_metric: host=algo-1, train msd <loss>=" + result.get("train:msd").asText(),
            "#quality_metric: host=algo-1, train ssd <loss>=" + result.get("train:ssd").asText());
  }

  @Test
  void train_wrongHyperparameters_areAllListed() throws IOException {
    Path file = Files.writeString(folder.resolve("hp.json"), "{\"k\":\"0\",\"kk\":\"1\"}");

    CommandRun run =
        train(
            blobs(10),
            folder.resolve("model"),
            "--hyperparameters",
            file.toString(),
            "--epochs",
            "0",
            "-D",
            "training.mini-batch-size=0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors())
        .containsExactly(
            "scurry: " + file + ": k: has to be a whole number from 1 to 2147483647, not '0'",
            "scurry: " + file + ": kk: there is no such hyperparameter",
            "scurry: --mini-batch-size: has to be a whole number from 1 to 2147483647, not '0'",
            "scurry: --epochs: has to be a whole number from 1 to 2147483647, not '0'");
    assertThat(folder.resolve("model")).doesNotExist();
  }

  @Test
  void train_settingsOfNoTraining_areAllListed() throws IOException {
    CommandRun run =
        train(
            blobs(10),
            folder.resolve("model"),
            "--k=0",
            "-Dtraining.shards=4",
            "-Dtraining.scaling=big",
            "-Dtraining.seed=x");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors())
        .containsExactly(
            "scurry: training.shards: is no setting of a training on a file",
            "scurry: training.scaling: has to be none or standard, not 'big'",
            "scurry: training.seed: has to be a whole number, not 'x'",
            "scurry: --k: has to be a whole number from 1 to 2147483647, not '0'");
  }

  @Test
  void train_badRows_areLeftOutCountedToldAndKept() throws IOException {
    Path dirty =
        Files.writeString(
            folder.resolve("dirty.csv"), "label,x,y\na,1,2\nb,NaN,2\n\nc,3,4\nd,5\ne,1,2,3\n");
    Path clean = Files.writeString(folder.resolve("clean.csv"), "1,2\n3,4\n");
    Path kept = folder.resolve("rejected.jsonl");

    CommandRun run =
        train(
            dirty,
            folder.resolve("model"),
            "--k=2",
            "--label-size=1",
            "--rejected",
            kept.toString());
    train(clean, folder.resolve("clean"), "--k=2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.result().get("rejected").longValue()).isEqualTo(4);
    assertThat(run.result().get("points").longValue()).isEqualTo(2);
    assertThat(files(folder.resolve("model"))).isEqualTo(files(folder.resolve("clean")));
    assertThat(run.errors())
        .contains(
            "rejected: " + dirty + ": line 1: column 2 is no number: 'x'",
            "rejected: " + dirty + ": line 3: column 2 is not finite: 'NaN'",
            "rejected: " + dirty + ": line 6: 2 columns instead of 3",
            "rejected: " + dirty + ": line 7: 4 columns instead of 3");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(kept)) {
      lines.add(WireFormat.mapper().readTree(line));
    }
    assertThat(lines).extracting(line -> line.get("line").asInt()).containsExactly(1, 3, 6, 7);
    assertThat(lines.get(3).get("text").asText()).isEqualTo("e,1,2,3");
    assertThat(lines.get(3).get("reason").asText()).isEqualTo("4 columns instead of 3");
  }

  @Test
  void train_manyBadRows_showsFive() throws IOException {
    Path dirty = Files.writeString(folder.resolve("dirty.csv"), "x\n".repeat(100) + "1\n2\n");

    CommandRun run = train(dirty, folder.resolve("model"), "--k=1");

    assertThat(run.result().get("rejected").longValue()).isEqualTo(100);
    assertThat(run.errors().stream().filter(line -> line.startsWith("rejected: "))).hasSize(6);
  }

  @Test
  void train_testRows_areMeasuredButNotLearned() throws IOException {
    Path rows = Files.writeString(folder.resolve("rows.csv"), "0\n2\n100\n102\n");
    Path tests = Files.writeString(folder.resolve("test.csv"), "1\n104\nx\n");

    CommandRun run =
        train(
            rows,
            folder.resolve("model"),
            "--k=2",
            "--test",
            tests.toString(),
            "--eval-metrics=ssd");

    assertThat(run.result().get("train:ssd").doubleValue()).isEqualTo(4);
    assertThat(run.result().get("test:ssd").doubleValue()).isEqualTo(9);
    assertThat(run.result().get("test:msd").doubleValue()).isEqualTo(4.5);
    assertThat(run.result().get("test_points").longValue()).isEqualTo(2);
    assertThat(run.result().get("test_rejected").longValue()).isEqualTo(1);
    assertThat(run.errors())
        .contains("#quality_metric: host=algo-1, test ssd <loss>=9.0")
        .doesNotContain("#quality_metric: host=algo-1, test msd <loss>=4.5");
  }

  @Test
  void train_seed_decidesTheModel() throws IOException {
    Path rows = blobs(1000);

    for (int seed = 1; seed <= 2; seed++) {
      train(rows, folder.resolve("model" + seed), "--k=9", "--seed=" + seed);
    }

    double[][] first = wire(folder.resolve("model1")).centroids();
    double[][] second = wire(folder.resolve("model2")).centroids();
    assertThat(Arrays.deepEquals(first, second)).isFalse();
  }

  @Test
  void train_testRowsThatAreNotThere_failsBeforeItLearns() throws IOException {
    Path none = folder.resolve("none.csv");

    CommandRun run = train(blobs(10), folder.resolve("model"), "--k=2", "--test", none.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).containsExactly("scurry: " + none + ": no such file");
  }

  @Test
  void train_fewerDistinctRowsThanK_makesFewerClusters() throws IOException {
    Path rows = Files.writeString(folder.resolve("rows.csv"), "1,1\n1,1\n1,1\n5,5\n");

    CommandRun run = train(rows, folder.resolve("model"), "--k=3");

    assertThat(run.exitCode()).isZero();
    assertThat(run.result().get("k").longValue()).isEqualTo(2);
    assertThat(wire(folder.resolve("model")).weights()).containsExactlyInAnyOrder(3, 1);
    assertThat(run.err()).contains("2 clusters hold all rows");
    assertThat(schemaProblems(folder.resolve("model"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~          | is empty",
        "~a,b\n~     | no line is a row of 2 numbers; line 1: column 1 is no number: 'a'",
        "~1,2,3\n~   | no line is a row of 2 numbers; line 1: 3 columns instead of 2",
        "~1,2\n3,4\n~| has 2 rows, too few for 3 clusters"
      })
  void train_onNothingToLearnFrom_failsInOneLine(String text, String problem) throws IOException {
    Path rows = Files.writeString(folder.resolve("rows.csv"), text);

    CommandRun run = train(rows, folder.resolve("model"), "--k=3", "--feature-dim=2");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).last().isEqualTo("scurry: " + rows + ": " + problem);
    assertThat(run.errors()).filteredOn(line -> line.startsWith("scurry: ")).hasSize(1);
    assertThat(folder.resolve("model")).doesNotExist();
  }

  @Test
  void train_ontoAModel_replacesItWhole() throws IOException {
    Path model = folder.resolve("model");
    train(blobs(100), model, "--k=2");
    train(blobs(100), model, "--k=3");
    train(blobs(100), folder.resolve("fresh"), "--k=3");

    assertThat(files(model)).isEqualTo(files(folder.resolve("fresh")));
    try (Stream<Path> there = Files.list(folder)) {
      assertThat(there.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("model", "fresh", "blobs.csv");
    }
  }

  @Test
  void train_ontoWhatIsNoModel_isRefused() throws IOException {
    Path rows = blobs(100);
    Path foreign = Files.createDirectory(folder.resolve("foreign"));
    Files.writeString(foreign.resolve("notes.txt"), "mine");
    Path annotated = folder.resolve("annotated");
    train(rows, annotated, "--k=2");
    Files.writeString(annotated.resolve("notes.txt"), "mine");

    for (Path output : List.of(foreign, annotated)) {
      CommandRun run = train(rows, output, "--k=2");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.errors()).hasSize(1);
      assertThat(run.errors().get(0))
          .startsWith("scurry: " + output + ": is not empty and no model");
      assertThat(output.resolve("notes.txt")).hasContent("mine");
    }
    CommandRun ontoFile = train(rows, rows, "--k=2");
    assertThat(ontoFile.errors()).containsExactly("scurry: " + rows + ": is not a folder");
  }

  @Test
  void train_ontoAPlaceThatCannotBeWritten_failsBeforeItReads() throws IOException {
    Path output = Files.writeString(folder.resolve("file"), "mine").resolve("model");

    CommandRun run = train(folder.resolve("none.csv"), output, "--k=2");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).hasSize(1);
    assertThat(run.errors().get(0)).startsWith("scurry: " + output + ": can't be written: ");
  }

  @Test
  void train_withMoreMicroClustersThanAnArrayHolds_failsInOneLine() throws IOException {
    CommandRun run = train(blobs(10), folder.resolve("model"), "--k=2000000000");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors())
        .contains(
            "scurry: k 2000000000 x extra_center_factor 10 x 2 features are more numbers than an array holds");
  }

  @Test
  void train_withoutK_isWrongUsage() throws IOException {
    CommandRun run = train(blobs(10), folder.resolve("model"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors())
        .containsExactly("scurry: --k is missing, or a k in the file of --hyperparameters");
  }

  @ParameterizedTest
  @CsvSource({"--label-size,-1", "--delimiter,ab", "--delimiter,5", "--scaling,half", "--seed,x"})
  void train_aWrongOption_isWrongUsage(String option, String value) throws IOException {
    CommandRun run = train(blobs(10), folder.resolve("model"), "--k=2", option, value);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0)).contains(option, value);
  }

  @Test
  void train_onDigits_servesNewRowsAsWell() throws IOException {
    CommandRun run =
        train(resource("digits.csv.gz"), folder.resolve("model"), "--k=10", "--feature-dim=65");

    assertThat(run.result().get("points").longValue()).isEqualTo(1797);
    assertThat(run.result().get("rejected").longValue()).isZero();
  }

  private CommandRun train(Path input, Path output, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "--input", input.toString(), "--output", output.toString()));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  /** Four blobs of equal size about corners 100 apart, with variance 1 in each direction. */
  private Path blobs(int rows) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      text.append(100 * (i & 1) + random.nextGaussian()).append(',');
      text.append(100 * (i >> 1 & 1) + random.nextGaussian()).append('\n');
    }
    return Files.writeString(folder.resolve("blobs.csv"), text);
  }

  private Path gzip(Path file) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(Files.readAllBytes(file));
    }
    return Files.write(folder.resolve("rows.csv.gz"), zipped.toByteArray());
  }

  private Path withCarriageReturns(Path file) throws IOException {
    return Files.writeString(
        folder.resolve("crlf.csv"), Files.readString(file).replace("\n", "\r\n"));
  }

  static Path resource(String name) {
    return Path.of("src/test/resources/vectors", name);
  }

  static ClusterModel wire(Path model) throws IOException {
    return WireFormat.decode(Files.readAllBytes(model.resolve("model.json")), ClusterModel.class);
  }

  private static double[][] rows(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }

  private static Set<ValidationMessage> schemaProblems(Path model) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(JsonSchemas.of(ClusterModel.class))
        .validate(WireFormat.mapper().readTree(model.resolve("model.json").toFile()));
  }

  private static KMeansModelData flinkMl(Path model) throws IOException {
    try (LocalDataInputStream in =
            new LocalDataInputStream(model.resolve("flink-ml/data/part-0").toFile());
        StreamFormat.Reader<KMeansModelData> reader =
            new KMeansModelData.ModelDataDecoder().createReader(new Configuration(), in)) {
      return reader.read();
    }
  }

  private static float[][] sageMaker(Path model) throws IOException {
    try (InputStream file = Files.newInputStream(model.resolve("model.tar.gz"));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
      assertThat(tar.getNextEntry().getName()).isEqualTo("model_algo-1");
      ByteBuffer list = ByteBuffer.wrap(tar.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      float[][] centroids = new float[(int) list.getLong(36)][(int) list.getLong(44)];
      list.position(64);
      for (float[] centroid : centroids) {
        for (int f = 0; f < centroid.length; f++) {
          centroid[f] = list.getFloat();
        }
      }
      assertThat(list.getLong()).isZero();
      assertThat(list.hasRemaining()).isFalse();
      return centroids;
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  /** Each file's content by its name. */
  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put(
            root.relativize(file).toString(),
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }
}
