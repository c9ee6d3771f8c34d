package dev.scurry.cli.selectk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.clustering.judging.KSelection;
import dev.scurry.clustering.judging.KSelectionOptions;
import dev.scurry.job.page.Axis;
import dev.scurry.job.page.Figures;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the report is made of: figures, axes, samples, words. */
class ReportPartsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.5, −0.5",
    "0.050347, 0.05035",
    "3.14159, 3.142",
    "999.96, 1000",
    "12345.6, 12 346",
    "14906878, 1.491e7",
    "-0.0001234, −1.234e−4",
    "NaN, –",
    "Infinity, ∞"
  })
  void figures_ofANumber_areShort(double value, String text) {
    assertThat(Figures.of(value)).isEqualTo(text.replace(' ', '\u202f'));
  }

  @Test
  void ticks_areRound() {
    assertThat(Axis.around(0, 1, 0, 100).ticks())
        .containsExactly(0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0);
    assertThat(Axis.around(-37, 112, 0, 100).ticks())
        .containsExactly(-40.0, -20.0, 0.0, 20.0, 40.0, 60.0, 80.0, 100.0, 120.0);
    assertThat(Axis.around(1, 12, 0, 100).wholeTicks())
        .containsExactly(2.0, 4.0, 6.0, 8.0, 10.0, 12.0);
    assertThat(Axis.around(5, 5, 0, 100).at(5)).isCloseTo(50, within(1e-9));
    assertThat(Axis.around(0, 0, 0, 100).at(0)).isCloseTo(50, within(1e-9));
  }

  @Test
  void sample_ofFewRows_isAllOfThemInOrder() {
    RowSample sample = new RowSample(10, 2, 1);
    sample.offer(new double[] {1, 2, 3, 4});
    sample.offer(new double[] {5, 6});

    assertThat(sample.rows()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(sample.places()).containsExactly(0, 1, 2);
  }

  @Test
  void sample_ofManyRows_isSeededAndEven() {
    double[] rows = LongStream.range(0, 20_000).asDoubleStream().toArray();
    RowSample sample = sample(rows, 1);

    assertThat(sample.size()).isEqualTo(1000);
    assertThat(sample.rows()).isSorted().doesNotHaveDuplicates().isEqualTo(sample(rows, 1).rows());
    assertThat(sample(rows, 2).rows()).isNotEqualTo(sample.rows());
    assertThat(Arrays.stream(sample.rows()).average().orElseThrow())
        .isCloseTo(10_000, within(600.0));
    assertThat(Arrays.stream(sample.places()).asDoubleStream().toArray()).isEqualTo(sample.rows());
  }

  /** Sample and rest together are the rows, each once, across batches. */
  @Test
  void rowsBeside_areThoseThatAreNotInTheSample() {
    double[] rows = LongStream.range(0, 3000).asDoubleStream().toArray();
    RowSample sample = sample(rows, 3);
    RowsBeside beside = new RowsBeside(sample.places(), 1);
    double[] first = beside.of(Arrays.copyOfRange(rows, 0, 700));
    double[] second = beside.of(Arrays.copyOfRange(rows, 700, 3000));

    assertThat(first.length + second.length).isEqualTo(2000);
    double[] all =
        java.util.stream.Stream.of(sample.rows(), first, second)
            .flatMapToDouble(Arrays::stream)
            .sorted()
            .toArray();
    assertThat(all).isEqualTo(rows);
  }

  private static RowSample sample(double[] rows, long seed) {
    RowSample sample = new RowSample(1000, 1, seed);
    for (int from = 0; from < rows.length; from += 700) {
      sample.offer(Arrays.copyOfRange(rows, from, Math.min(rows.length, from + 700)));
    }
    return sample;
  }

  @Test
  void verdict_ofClearGroups_saysThatAllAgree() {
    double[] rows = new double[800];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.nextGaussian() + (i % 2 == 0 ? 30 * (i / 2 % 2) : 30 * (i / 4 % 2));
    }
    Verdict verdict = verdict(rows, 8);

    assertThat(verdict.headline()).isEqualTo("4 clusters");
    assertThat(verdict.reasons().get(0)).contains("agree.");
    assertThat(verdict.reasons()).hasSize(4);
    assertThat(verdict.reasons().get(2)).contains("a strong structure");
  }

  @Test
  void verdict_ofOneGroup_saysThatThereIsOne() {
    SplittableRandom random = new SplittableRandom(2);
    double[] rows = random.doubles(800).map(x -> random.nextGaussian()).toArray();
    Verdict verdict = verdict(rows, 6);

    assertThat(verdict.headline()).isEqualTo("1 cluster");
    assertThat(verdict.reasons().get(0)).contains("better than one");
  }

  private static Verdict verdict(double[] rows, int kMax) {
    MicroClusters micro = new MicroClusters(400, 2);
    micro.absorb(rows, Metric.plain(2), 1);
    return Verdict.of(KSelection.of(micro, Metric.plain(2), KSelectionOptions.of(1, kMax, 1)));
  }
}
