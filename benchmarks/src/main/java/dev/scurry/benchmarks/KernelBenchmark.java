package dev.scurry.benchmarks;

import dev.scurry.clustering.KernelMeasurement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Points of each kernel for a second of one core: assigning alone, and with counts and sums. Each
 * kernel in JVMs of its own, the vector module in those of the vector kernel alone; the figure is
 * the median of the iterations, by the time that the thread had the processor.
 */
final class KernelBenchmark {

  private static final List<String> KERNELS =
      List.of("ScalarKernel", "PlainKernel", "VectorKernel");
  private static final List<String> SHAPES = List.of("8x16", "64x64", "100x64", "80x16");
  private static final List<String> ACTS = List.of("assign", "assignAndAccumulate");

  private static final String VECTOR_MODULE = "--add-modules=jdk.incubator.vector";

  private KernelBenchmark() {}

  /** Arguments: JVMs for each figure; 3 when there are none. */
  public static void main(String[] arguments) throws RunnerException {
    int forks = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
    Map<String, Double> rates = new TreeMap<>();
    for (String shape : SHAPES) {
      for (String kernel : KERNELS) {
        for (RunResult result : new Runner(options(kernel, shape, forks).build()).run()) {
          rates.put(
              String.join(" ", result.getPrimaryResult().getLabel(), shape, kernel),
              result
                  .getSecondaryResults()
                  .get("millionPerCpuSecond")
                  .getStatistics()
                  .getPercentile(50));
        }
        System.err.printf("measured %s %s%n", shape, kernel);
      }
    }
    ACTS.forEach(act -> table(act, rates));
    bar(rates, "8x16", 1.7, 1.25);
    bar(rates, "64x64", 5, 2.5);
  }

  private static ChainedOptionsBuilder options(String kernel, String shape, int forks) {
    boolean vector = kernel.equals("VectorKernel");
    return new OptionsBuilder()
        .include(KernelMeasurement.class.getName())
        .param("kernel", kernel)
        .param("shape", shape)
        .forks(forks)
        .threads(1)
        .warmupIterations(4)
        .warmupTime(TimeValue.milliseconds(500))
        .measurementIterations(6)
        .measurementTime(TimeValue.milliseconds(500))
        .jvmArgs(vector ? new String[] {"-Xmx1g", VECTOR_MODULE} : new String[] {"-Xmx1g"})
        .verbosity(VerboseMode.SILENT);
  }

  private static void table(String act, Map<String, Double> rates) {
    System.out.printf("%s, million points a CPU second (x the scalar loop)%n", act);
    for (String shape : SHAPES) {
      double scalar = rates.get(String.join(" ", act, shape, "ScalarKernel"));
      System.out.printf("  k x d = %-6s", shape);
      for (String kernel : KERNELS) {
        double rate = rates.get(String.join(" ", act, shape, kernel));
        System.out.printf("  %s %6.2f (%.2f)", kernel, rate, rate / scalar);
      }
      System.out.println();
    }
  }

  private static void bar(Map<String, Double> rates, String shape, double vector, double plain) {
    double scalar = rates.get("assign " + shape + " ScalarKernel");
    boolean holds =
        rates.get("assign " + shape + " VectorKernel") >= vector * scalar
            && rates.get("assign " + shape + " PlainKernel") >= plain * scalar;
    System.out.printf(
        "bar: k x d = %s, vector >= %s x and plain >= %s x the scalar loop: %s%n",
        shape, vector, plain, holds ? "holds" : "MISSED");
  }
}
