package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectKCommandTest {

  @TempDir Path folder;

  /**
   * The costs are the known optima of iris (78.851 and, all but equal, 78.856 for k = 3), the
   * silhouettes scikit-learn's.
   */
  @Test
  void selectK_ofIris_givesTheCurveAndThreeAnswers() throws IOException {
    JsonNode result = run("--input", iris().toString()).result();

    assertThat(result.get("points").asInt()).isEqualTo(150);
    assertThat(result.get("rejected").asInt()).isZero();
    assertThat(result.get("feature_dim").asInt()).isEqualTo(4);
    assertThat(result.get("curve")).hasSize(10);
    assertPoint(result, 1, 681.3706, Double.NaN);
    assertPoint(result, 2, 152.34795, 0.68105);
    assertPoint(result, 3, 78.853, 0.552);
    assertThat(result.get("elbow").asInt()).isEqualTo(3);
    assertThat(result.get("silhouette").asInt()).isEqualTo(2);
    assertThat(result.get("k").asInt()).isEqualTo(3);
    assertThat(result.get("agree").asBoolean()).isFalse();
    assertThat(result.get("ssd").asDouble()).isCloseTo(78.853, within(4e-3));
  }

  private static void assertPoint(JsonNode result, int k, double ssd, double silhouette) {
    JsonNode point = result.get("curve").get(k - 1);
    assertThat(point.get("k").asInt()).isEqualTo(k);
    assertThat(point.get("ssd").asDouble()).isCloseTo(ssd, within(4e-3));
    if (Double.isNaN(silhouette)) {
      assertThat(point.get("silhouette").isNull()).isTrue();
    } else {
      assertThat(point.get("silhouette").asDouble()).isCloseTo(silhouette, within(2e-3));
    }
  }

  /** Sorted by group, so that the first batch knows one group only. */
  @Test
  void selectK_ofMoreRowsThanASample_findsTheGroupsInWhateverOrder() throws IOException {
    String groups =
        IntStream.range(0, 4).mapToObj(g -> group(g, 3000)).collect(Collectors.joining());
    Path input = Files.writeString(folder.resolve("groups.csv"), groups);

    JsonNode result = run("--input", input.toString(), "--k-max", "8").result();

    assertThat(result.get("points").asInt()).isEqualTo(12_000);
    assertThat(result.get("silhouette_points").asInt()).isEqualTo(5000);
    assertThat(result.get("k").asInt()).isEqualTo(4);
    assertThat(result.get("agree").asBoolean()).isTrue();
  }

  private static String group(int group, int rows) {
    SplittableRandom random = new SplittableRandom(group);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      double x = 20 * (group % 2) + random.nextGaussian();
      double y = 20 * (group / 2) + random.nextGaussian();
      text.append(String.format(Locale.ROOT, "%.3f,%.3f%n", x, y));
    }
    return text.toString();
  }

  @Test
  void report_isOnePageThatLoadsNothing() throws Exception {
    Path page = folder.resolve("k.html");

    JsonNode result = run("--input", iris().toString(), "--report", page.toString()).result();

    String html = Files.readString(page);
    assertThat(result.get("report").asText()).isEqualTo(page.toString());
    assertThat(html)
        .contains("<h1>3 clusters</h1>", "150 rows of 4 features", "92.5 % of the variance")
        .contains("prefers-color-scheme: dark", "lang=\"en\"")
        .doesNotContain("<script", "<link", "src=", "href=", "url(", "@import", "http", "NaN");
    assertThat(Files.list(folder).map(Path::getFileName).map(Path::toString))
        .containsExactlyInAnyOrder("iris.csv", "k.html");
    var svgs = html.split("(?=<svg)");
    assertThat(svgs).hasSize(5);
    for (int i = 1; i < svgs.length; i++) {
      String svg = svgs[i].substring(0, svgs[i].indexOf("</svg>") + 6);
      assertThat(svg).contains("role=\"img\"", "aria-label=\"", "<title>");
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new java.io.ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void report_writtenTwice_hasTheSameBytes() throws IOException {
    Path first = folder.resolve("1.html");
    Path second = folder.resolve("2.html");

    run("--input", iris().toString(), "--report", first.toString(), "--scaling", "standard");
    run("--input", iris().toString(), "--report", second.toString(), "--scaling", "standard");

    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void report_ofAHostileName_isEscaped() throws IOException {
    Path input = folder.resolve("<script>&.csv");
    Files.copy(iris(), input);
    Path page = folder.resolve("k.html");

    run("--input", input.toString(), "--k-max", "3", "--report", page.toString());

    assertThat(Files.readString(page))
        .contains("&lt;script&gt;&amp;.csv")
        .doesNotContain("<script");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5                 | 1 | 1
          5;5;5;5           | 1 | 4
          1,1;1,1;9,9;9,9   | 2 | 4
          1,0;2,0;3,0;900,0 | 4 | 4
          """)
  void selectK_ofHardlyAnyRows_stillAnswers(String rows, int most, int points) throws IOException {
    Path input = Files.writeString(folder.resolve("few.csv"), rows.replace(';', '\n'));
    for (String scaling : new String[] {"none", "standard"}) {
      Path page = folder.resolve("few.html");
      CommandRun run =
          run("--input", input.toString(), "--scaling", scaling, "--report", page.toString());

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.result().get("k").asInt()).isBetween(1, most);
      assertThat(run.result().get("points").asInt()).isEqualTo(points);
      assertThat(Files.readString(page)).doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void selectK_countsAndTellsOfLinesThatAreNoRows() throws IOException {
    Path input =
        Files.writeString(folder.resolve("bad.csv"), "a,b\n1,2\n3,x\n\n4,5,6\n7,8\nNaN,1\n9,9\n");

    CommandRun run = run("--input", input.toString(), "--k-max", "2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.result().get("points").asInt()).isEqualTo(3);
    assertThat(run.result().get("rejected").asInt()).isEqualTo(4);
    assertThat(run.err()).contains("bad.csv: line 1", "line 3", "line 5", "line 7");
  }

  @Test
  void selectK_ofNoRows_failsInOneLine() throws IOException {
    Path page = folder.resolve("k.html");
    Path empty = Files.writeString(folder.resolve("empty.csv"), "");
    fails(empty + ": is empty", "--input", empty.toString(), "--report", page.toString());
    assertThat(page).doesNotExist();
    Path missing = folder.resolve("missing.csv");
    fails(missing + ": no such file", "--input", missing.toString());
    Path text = Files.writeString(folder.resolve("text.csv"), "hello\nworld\n");
    fails(text + ": no line is a row of numbers", "--input", text.toString());
    fails(
        folder + ": is there and is no file", "--input", empty.toString(), "--report", "" + folder);
  }

  private static void fails(String message, String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).hasSize(1);
    assertThat(run.errors().get(0)).startsWith("scurry: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --k-min 0             | --k-min has to be at least 1, not 0
          --k-min 5 --k-max 4   | --k-max has to be at least --k-min (5), not 4
          --k-max 101           | --k-max has to be at most 100, not 101
          --k-max many          | 'many'
          --scaling log         | log
          """)
  void selectK_ofWrongRanges_isWrongUsage(String options, String message) throws IOException {
    CommandRun run = run(("--input " + iris() + " " + options).split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0)).startsWith("scurry: ").contains(message);
  }

  private static CommandRun run(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "select-k";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CommandRun.of(all);
  }

  /** The rows of iris without the line of names and without the class. */
  private Path iris() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/selectk/iris.csv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      String rows =
          text.lines()
              .skip(1)
              .map(line -> line.substring(0, line.lastIndexOf(',')))
              .collect(Collectors.joining("\n"));
      return Files.writeString(folder.resolve("iris.csv"), rows);
    }
  }
}
