package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every public function that takes numbers refuses those it can't use: it is called with good
 * arguments, then with each of them spoilt.
 */
class PublicGatesTest {

  /** What a message must have, where that is not the value itself. */
  private static final Map<String, String> MESSAGES =
      Map.of("index", "-1", "longer", "\\d", "empty", "\\w");

  /** What takes any number. */
  private static final Set<String> UNCHECKED = Set.of("Seeds.of(long,long[])");

  /** What is allowed although it looks spoilt, and why. */
  private static final Map<String, String> ALLOWED =
      Map.ofEntries(
          Map.entry("KSelection.new(KCurve,double[],GapStatistic)#1 NaN", "there is none"),
          Map.entry("KSelection.withSilhouettes(double[])#1 NaN", "there is none"),
          Map.entry("LloydPass.add(double[])#1 empty", "an empty batch"),
          Map.entry("Metric.of(double[])#0 longer", "any number of dimensions"),
          Map.entry("Metric.standard(MicroClusters,double[])#1 empty", "micro-clusters alone"),
          Map.entry("MicroClusters.absorb(double[],Metric,long)#1 empty", "an empty batch"),
          Map.entry("MicroClusters.absorb(double[],Metric,Start,long)#1 empty", "an empty batch"),
          Map.entry("OnlineKMeans.update(double[])#1 empty", "an empty batch"),
          Map.entry("Optics.ofPoints(double[],int,int,double)#3 Infinity", "no limit"),
          Map.entry("OpticsOrdering.dbscanLabels(double)#1 Infinity", "no limit"),
          Map.entry(
              "OpticsOrdering.new(int,int[],double[],double[],int[])#2 Infinity",
              "reached from none"),
          Map.entry(
              "OpticsOrdering.new(int,int[],double[],double[],int[])#3 Infinity",
              "too few neighbours"),
          Map.entry("PairCoreDistances.growTo(int)#1 -1", "there are as many"),
          Map.entry("PairDbscan.growTo(int)#1 -1", "there are as many"),
          Map.entry("PairOptics.growTo(int)#1 -1", "there are as many"),
          Map.entry("PairForest.new(double[])#0 Infinity", "too few neighbours"),
          Map.entry("PairForest.new(double[])#0 longer", "any number of points"),
          Map.entry("PairOptics.new(int,int,double)#2 Infinity", "no limit"),
          Map.entry("PrunedPairs.new(double[],int,int,double)#3 Infinity", "no limit"),
          Map.entry("Succession.add(int,int)#1 index", "in no cluster"),
          Map.entry("Succession.add(int,int)#2 index", "in no cluster"),
          Map.entry("RadiusPairs.new(double[],int,double)#0 empty", "a worker without points"),
          Map.entry(
              "WeightedLloyd.describe(MicroClusters,Metric,LloydOptions,double[],long)#3 empty",
              "no model before"),
          Map.entry(
              "WeightedLloyd.reduce(MicroClusters,Metric,LloydOptions,double[],long)#3 empty",
              "no model before"));

  private final Map<String, Object[]> samples = GoodArguments.all();

  @Test
  void everyPublicFunction_isTriedHere() throws Exception {
    assertThat(
            PublicGates.all().stream().map(PublicGates::name).filter(n -> !UNCHECKED.contains(n)))
        .containsExactlyInAnyOrderElementsOf(samples.keySet());
  }

  @TestFactory
  Stream<DynamicTest> everyPublicFunction_refusesWhatItCannotUse() throws Exception {
    return PublicGates.all().stream()
        .filter(gate -> samples.containsKey(PublicGates.name(gate)))
        .map(gate -> DynamicTest.dynamicTest(PublicGates.name(gate), () -> tryOut(gate)));
  }

  private void tryOut(Executable gate) {
    Object[] sample = samples.get(PublicGates.name(gate));
    assertThatCode(() -> PublicGates.call(gate, plain(sample))).doesNotThrowAnyException();
    for (int i = PublicGates.hasReceiver(gate) ? 1 : 0; i < sample.length; i++) {
      int at = i;
      spoil(
          sample[i],
          (what, value) -> {
            Object[] spoilt = plain(sample);
            spoilt[at] = value;
            assertRefused(gate, PublicGates.name(gate) + "#" + at + " " + what, what, spoilt);
          });
    }
  }

  private static void assertRefused(Executable gate, String call, String what, Object[] spoilt) {
    if (ALLOWED.containsKey(call)) {
      assertThatCode(() -> PublicGates.call(gate, spoilt)).as(call).doesNotThrowAnyException();
      return;
    }
    Throwable thrown = catchThrowable(() -> PublicGates.call(gate, spoilt));
    Class<?> wanted =
        what.startsWith("index") ? IndexOutOfBoundsException.class : IllegalArgumentException.class;
    assertThat(thrown).as(call).isInstanceOfAny(IllegalArgumentException.class, wanted);
    assertThat(thrown.getMessage())
        .as(call)
        .containsPattern(MESSAGES.getOrDefault(what, "(?<![\\w.-])" + what + "(?!\\w)"));
  }

  /** All ways in which an argument can be wrong: what to look for in the message, and the value. */
  private static void spoil(Object argument, BiConsumer<String, Object> user) {
    if (argument instanceof GoodArguments.Index) {
      user.accept("index", -1);
    } else if (argument instanceof GoodArguments.Output output) {
      user.accept("longer", Arrays.copyOf(output.numbers(), output.numbers().length + 1));
    } else if (argument instanceof GoodArguments.AtLeast number) {
      user.accept(String.valueOf(number.least() - 1), number.least() - 1);
    } else if (argument instanceof Double) {
      for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1.0 / 0}) {
        user.accept(String.valueOf(value), value);
      }
    } else if (argument instanceof double[] numbers) {
      for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1.0 / 0}) {
        double[] spoilt = numbers.clone();
        spoilt[spoilt.length - 1] = value;
        user.accept(String.valueOf(value), spoilt);
      }
      user.accept("longer", Arrays.copyOf(numbers, numbers.length + 1));
      user.accept("empty", new double[0]);
    } else if (argument instanceof int[] numbers) {
      user.accept("longer", Arrays.copyOf(numbers, numbers.length + 1));
    } else if (argument instanceof long[] numbers) {
      user.accept("longer", Arrays.copyOf(numbers, numbers.length + 1));
    }
  }

  private static Object[] plain(Object[] sample) {
    return Arrays.stream(sample)
        .map(
            argument ->
                argument instanceof GoodArguments.AtLeast number ? number.value() : argument)
        .map(argument -> argument instanceof GoodArguments.Index number ? number.value() : argument)
        .map(
            argument ->
                argument instanceof GoodArguments.Output output ? output.numbers() : argument)
        .map(argument -> argument instanceof double[] numbers ? numbers.clone() : argument)
        .toArray();
  }
}
