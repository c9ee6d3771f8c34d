package dev.scurry.cli.pairs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.job.pairs.KeyTable;
import dev.scurry.job.pairs.LineBlocks;
import dev.scurry.job.pairs.LineProblem;
import dev.scurry.job.pairs.RejectedLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairFileTest {

  @TempDir Path folder;

  private final KeyTable keys = new KeyTable();
  private final RejectedLines rejected = new RejectedLines();
  private boolean integerKeys;
  private boolean skipHeader;

  @Test
  void read_ranksKeysInTheOrderOfAppearanceLeftBeforeRight() throws Exception {
    assertThat(read("b,a,1\nb,c,0.25\na,c,3e-2\nd,d,0\n"))
        .containsExactly("0 1 1.0", "0 2 0.25", "1 2 0.03", "3 3 0.0");
    assertThat(names()).containsExactly("b", "a", "c", "d");
  }

  @Test
  void read_againGivesTheSameRanks() throws Exception {
    List<String> once = read("b,a,1\na,c,2\n");

    assertThat(read("b,a,1\na,c,2\n")).isEqualTo(once);
    assertThat(keys.size()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a,b,0.9\na,c,0.8", "a,b,0.9\r\na,c,0.8\r\n", "\n\na,b,0.9\n\r\n\na,c,0.8\n\n"})
  void read_doesNotCareHowLinesEnd(String text) throws Exception {
    assertThat(read(text)).containsExactly("0 1 0.9", "0 2 0.8");
    assertThat(rejected.count()).isZero();
  }

  @Test
  void read_ofAnEmptyFileHasNoPairs() throws Exception {
    assertThat(read("")).isEmpty();
    assertThat(keys.size()).isZero();
  }

  @Test
  void read_leavesOutTheByteOrderMark() throws Exception {
    read("\uFEFFa,b,1\na,c,1\n");

    assertThat(names()).containsExactly("a", "b", "c");
  }

  @Test
  void read_takesKeysAsTheyAre() throws Exception {
    read("\"x\", y,1\nzoë \u6f22\u5b57 \ud83d\udc3f,007,1\n7,a\tb,1\n");

    assertThat(names())
        .containsExactly("\"x\"", " y", "zoë \u6f22\u5b57 \ud83d\udc3f", "007", "7", "a\tb");
  }

  @Test
  void read_doesNotMistakeAKeyForTheOneThatItBeginsWith() throws Exception {
    assertThat(read("ab,x,1\na,x,1\nabc,x,1\nab,x,1\n"))
        .containsExactly("0 1 1.0", "2 1 1.0", "3 1 1.0", "0 1 1.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a;FIELDS",
        "a,b;FIELDS",
        "a,b,1,2;FIELDS",
        "a,b,1,;FIELDS",
        "' ';FIELDS",
        ",,;NOT_A_NUMBER",
        "a,b,;NOT_A_NUMBER",
        "a,b,x;NOT_A_NUMBER",
        "a,b,.;NOT_A_NUMBER",
        "a,b,1.2.3;NOT_A_NUMBER",
        "a,b,1d;NOT_A_NUMBER",
        "a,b,0x1p3;NOT_A_NUMBER",
        "a,b,NaN;NOT_A_NUMBER",
        "a,b,inf;NOT_A_NUMBER",
        "a,b,Infinity;NOT_A_NUMBER",
        "a,b,--1;NOT_A_NUMBER",
        "a,b,1e;NOT_A_NUMBER",
        "a,b,-0.5;NEGATIVE",
        "a,b,-1e-300;NEGATIVE",
        "a,b,1e999;TOO_LARGE",
        "a,,1;EMPTY_KEY",
        ",b,1;EMPTY_KEY"
      })
  void read_countsWhatIsNoPairAndGoesOn(String line, LineProblem problem) throws Exception {
    assertThat(read("k,l,1\n" + line + "\nk,m,2\n")).containsExactly("0 1 1.0", "0 2 2.0");
    assertThat(names()).containsExactly("k", "l", "m");
    assertThat(rejected.count()).isEqualTo(1);
    assertThat(rejected.samples()).containsExactly(new RejectedLines.Sample(2, problem, line));
  }

  @Test
  void read_refusesANewKeyThatIsNotUtf8() throws Exception {
    assertThat(
            read(folder.resolve("x.csv"), "a,b,1\na,\u00ff,1\n\u00ff,b,1\n".getBytes(ISO_8859_1)))
        .containsExactly("0 1 1.0");
    assertThat(rejected.samples())
        .extracting(RejectedLines.Sample::problem)
        .containsExactly(LineProblem.NOT_UTF8, LineProblem.NOT_UTF8);
  }

  @Test
  void read_keepsTheFirstRejectedLinesOnly() throws Exception {
    read("x\n".repeat(1000) + "y".repeat(500) + "\n");

    assertThat(rejected.count()).isEqualTo(1001);
    assertThat(rejected.samples()).hasSize(5);
  }

  @Test
  void read_passesOverAHeaderIfAsked() throws Exception {
    skipHeader = true;

    assertThat(read("1,2,3\na,b,1\n")).containsExactly("0 1 1.0");
    assertThat(names()).containsExactly("a", "b");
    assertThat(read("key1,key2,distance")).isEmpty();
    assertThat(rejected.count()).isZero();
  }

  @Test
  void read_ofIntegersKnowsANumberInAnyForm() throws Exception {
    integerKeys = true;
    read("007,+8,1\n7, 8 ,1\n-0,0,1\n-012,-12,1\n123456789012345678901234567890,00,1\n");

    assertThat(names()).containsExactly("7", "8", "0", "-12", "123456789012345678901234567890");
    assertThat(rejected.count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "", "-", "+", "1.0", "1_000", "0x1", "--1", "1 2"})
  void read_ofIntegersRefusesWhatIsNone(String key) throws Exception {
    integerKeys = true;
    read("5," + key + ",1\n" + key + ",6,1\n7,8,1\n");

    assertThat(names()).containsExactly("7", "8");
    assertThat(rejected.samples())
        .extracting(RejectedLines.Sample::problem)
        .containsExactly(LineProblem.NOT_INTEGER, LineProblem.NOT_INTEGER);
  }

  @Test
  void read_unzipsByContentAllMembers() throws Exception {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(gzip("a,b,1\na,"));
    both.write(gzip("c,2\n"));

    assertThat(read(folder.resolve("pairs.csv.gz"), both.toByteArray()))
        .containsExactly("0 1 1.0", "0 2 2.0");
    assertThat(read(folder.resolve("pairs.csv"), both.toByteArray())).hasSize(2);
  }

  @Test
  void read_ofABrokenGzipFails() throws Exception {
    byte[] whole = gzip("a,b,1\n".repeat(200_000));
    byte[] wrongSum = whole.clone();
    wrongSum[whole.length - 6]++;

    assertThatThrownBy(() -> read(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut.gz: gzip ends in the middle");
    assertThatThrownBy(() -> read(folder.resolve("sum.gz"), wrongSum))
        .hasMessageContaining("sum.gz: broken gzip");
    assertThatThrownBy(() -> read(folder.resolve("text.gz"), "a,b,1\n".getBytes(UTF_8)))
        .hasMessageContaining("text.gz: is named .gz and is no gzip");
    assertThatThrownBy(() -> read(folder.resolve("empty.gz"), new byte[0]))
        .hasMessageContaining("empty.gz: is named .gz and is no gzip");
  }

  @Test
  void read_ofNoFileFails() {
    assertThatThrownBy(() -> read(folder)).hasMessage(folder + ": is a folder, not a file");
    assertThatThrownBy(() -> read(folder.resolve("x"))).hasMessageContaining("no such file");
  }

  @ParameterizedTest
  @ValueSource(ints = {LineBlocks.SIZE - 1, LineBlocks.SIZE, LineBlocks.SIZE + 1, 1 << 20})
  void read_leavesOutALineThatIsTooLong(int length) throws Exception {
    String key = "k".repeat(length - ",b,1\n".length());
    String text = "a,b,1\n" + key + ",b,1\n" + "a,c,2\n";
    boolean fits = length <= LineBlocks.SIZE;

    assertThat(read(text)).hasSize(fits ? 3 : 2).endsWith("0 " + (fits ? 3 : 2) + " 2.0");
    assertThat(rejected.samples())
        .extracting(sample -> sample.line() + " " + sample.problem())
        .isEqualTo(fits ? List.of() : List.of("2 TOO_LONG"));
  }

  @Test
  void read_ofALineThatIsTooLongAtTheEndCountsIt() throws Exception {
    assertThat(read("x".repeat(3 * LineBlocks.SIZE))).isEmpty();
    assertThat(rejected.count()).isEqualTo(1);
  }

  @Test
  void read_acrossBlocksGivesWhatAPlainReaderGives() throws Exception {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    Map<String, Integer> ranks = new LinkedHashMap<>();
    while (text.length() < 5 * LineBlocks.SIZE) {
      String left = "u" + random.nextInt(300) + "-".repeat(random.nextInt(40));
      for (int times = random.nextInt(4); times >= 0; times--) {
        String right = Integer.toString(random.nextInt(2_000), 36);
        String distance = distance(random);
        text.append(left).append(',').append(right).append(',').append(distance).append('\n');
        ranks.putIfAbsent(left, ranks.size());
        ranks.putIfAbsent(right, ranks.size());
        expected.add(ranks.get(left) + " " + ranks.get(right) + " " + Double.parseDouble(distance));
      }
    }

    assertThat(read(text.toString())).isEqualTo(expected);
    assertThat(names()).containsExactlyElementsOf(ranks.keySet());
    assertThat(read(folder.resolve("x.gz"), gzip(text.toString()))).isEqualTo(expected);
  }

  @Test
  void read_endsWhenTheTakerFails() throws Exception {
    Path file = Files.writeString(folder.resolve("x.csv"), "a,b,1\n".repeat(1_000_000));

    assertThatThrownBy(
            () ->
                new PairFile(file, false, false)
                    .read(
                        keys,
                        rejected,
                        (i, j, distance) -> {
                          throw new IllegalStateException("enough");
                        },
                        bytes -> {}))
        .hasMessage("enough");
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("read-ahead");
  }

  private static String distance(Random random) {
    double value = random.nextDouble() * Math.pow(10, random.nextInt(8) - 4);
    return switch (random.nextInt(4)) {
      case 0 -> Double.toString(value);
      case 1 -> String.format(java.util.Locale.ROOT, "%.6f", value);
      case 2 -> String.format(java.util.Locale.ROOT, "%.16e", value);
      default -> Integer.toString(random.nextInt(10));
    };
  }

  private List<String> read(String text) throws Exception {
    return read(folder.resolve("pairs.csv"), text.getBytes(UTF_8));
  }

  private List<String> read(Path file, byte[] bytes) throws Exception {
    Files.write(file, bytes);
    return read(file);
  }

  private List<String> read(Path file) throws Exception {
    List<String> pairs = new ArrayList<>();
    long count =
        new PairFile(file, integerKeys, skipHeader)
            .read(
                keys,
                rejected,
                (i, j, distance) -> pairs.add(i + " " + j + " " + distance),
                bytes -> {});
    assertThat(count).isEqualTo(pairs.size());
    return pairs;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (int rank = 0; rank < keys.size(); rank++) {
      names.add(new String(keys.key(rank), UTF_8));
    }
    return names;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
      zipped.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
