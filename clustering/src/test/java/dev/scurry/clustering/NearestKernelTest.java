package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestKernelTest {

  /** Named, so that this class loads without the module. */
  static List<NearestKernel> kernels() {
    return List.of(new PlainKernel(), NearestKernel.fastest());
  }

  @Test
  void fastest_inAJvmWithoutTheModule_isThePlainKernel() throws Exception {
    assertThat(inANewJvm("PlainKernel")).isZero();
  }

  @Test
  @EnabledIfSystemProperty(named = "os.arch", matches = "amd64", disabledReason = "short vectors")
  void fastest_inAJvmWithTheModule_isTheVectorKernel() throws Exception {
    assertThat(inANewJvm("VectorKernel", "--add-modules=jdk.incubator.vector")).isZero();
  }

  @ParameterizedTest
  @ValueSource(classes = {CannotBeMade.class, DoesNotLink.class})
  void named_whatCannotBeUsed_isThePlainKernel(Class<?> unusable) {
    assertThat(NearestKernel.named(unusable.getName())).isInstanceOf(PlainKernel.class);
  }

  @Test
  void named_noClass_isThePlainKernel() {
    assertThat(NearestKernel.named("dev.scurry.clustering.NoKernel"))
        .isInstanceOf(PlainKernel.class);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void assign_ofRandomShapes_hasTheBitsOfTheScalarLoop(NearestKernel kernel) {
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 300; trial++) {
      int d = random.nextInt(1, 71);
      int k = random.nextInt(1, 131);
      int n = random.nextInt(1, 400);
      double offset = random.nextInt(3) == 0 ? 1e6 : 0;
      double[] rows = values(random, n * d, offset);
      double[] centroids = values(random, (k + 1) * d, offset);
      int from = random.nextInt(n);
      int to = from + random.nextInt(n - from + 1);

      assertBitsOfScalarLoop(kernel, metric(random, d), rows, from, to, centroids, k);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void assign_atEqualDistances_isTheFirst(NearestKernel kernel) {
    SplittableRandom random = new SplittableRandom(8);
    for (int trial = 0; trial < 100; trial++) {
      int d = random.nextInt(1, 5);
      int k = random.nextInt(2, 40);
      double[] rows = integers(random, 500 * d);
      double[] centroids = integers(random, k * d);

      assertBitsOfScalarLoop(kernel, metric(random, d), rows, 0, 500, centroids, k);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void assign_ofLargestAndSmallestNumbers_hasTheBitsOfTheScalarLoop(NearestKernel kernel) {
    double[] extremes = {1e70, -1e70, 0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, 1e-160, 1};
    SplittableRandom random = new SplittableRandom(9);
    for (double scale : new double[] {0, 1e-70, 1, 1e70}) {
      double[] rows = picks(random, 300 * 3, extremes);
      double[] centroids = picks(random, 20 * 3, extremes);

      Metric metric = Metric.of(new double[] {scale, 1, scale});
      assertBitsOfScalarLoop(kernel, metric, rows, 0, 300, centroids, 20);
    }
  }

  private static int inANewJvm(String expected, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    String classPath =
        folderOf(NearestKernel.class) + File.pathSeparator + folderOf(ExpectKernel.class);
    command.addAll(List.of("-cp", classPath, ExpectKernel.class.getName(), expected));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static Path folderOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static void assertBitsOfScalarLoop(
      NearestKernel kernel,
      Metric metric,
      double[] rows,
      int from,
      int to,
      double[] centroids,
      int k) {
    int d = metric.dimensions();
    int[] nearest = new int[to - from];
    double[] squared = new double[to - from];

    kernel.assign(rows, from, to, centroids, k, metric.rawInverse(), nearest, squared);

    for (int i = from; i < to; i++) {
      int expected = metric.nearest(rows, i * d, centroids, k);
      assertThat(nearest[i - from]).isEqualTo(expected);
      assertThat(Double.doubleToRawLongBits(squared[i - from]))
          .isEqualTo(
              Double.doubleToRawLongBits(metric.squared(rows, i * d, centroids, expected * d)));
    }
  }

  private static Metric metric(SplittableRandom random, int d) {
    if (random.nextBoolean()) {
      return Metric.plain(d);
    }
    double[] scale = new double[d];
    for (int f = 0; f < d; f++) {
      scale[f] = random.nextInt(5) == 0 ? 0 : random.nextDouble(0.01, 100);
    }
    return Metric.of(scale);
  }

  private static double[] values(SplittableRandom random, int count, double offset) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = offset + random.nextGaussian();
    }
    return values;
  }

  private static double[] integers(SplittableRandom random, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextInt(3);
    }
    return values;
  }

  private static double[] picks(SplittableRandom random, int count, double[] from) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = from[random.nextInt(from.length)];
    }
    return values;
  }

  /** As where the vectors of the machine are too short. */
  static class CannotBeMade implements NearestKernel {

    CannotBeMade() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void assign(
        double[] rows,
        int from,
        int to,
        double[] centroids,
        int k,
        double[] inverse,
        int[] nearest,
        double[] squared) {}
  }

  /** As where a later JDK lacks a method. */
  static class DoesNotLink implements NearestKernel {

    @Override
    public void assign(
        double[] rows,
        int from,
        int to,
        double[] centroids,
        int k,
        double[] inverse,
        int[] nearest,
        double[] squared) {
      throw new NoSuchMethodError();
    }
  }
}
