package dev.scurry.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What a bounded job took, from its submission to its end.
 *
 * @param cpuSeconds of this process, which is all of Flink, on all cores; the broker is another
 */
record JobCost(double seconds, double cpuSeconds, JobExecutionResult result) {

  static JobCost of(StreamExecutionEnvironment env) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    JobExecutionResult result = env.execute();
    return new JobCost(
        (System.nanoTime() - start) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9, result);
  }

  /** The one in the middle by time. */
  static JobCost median(List<JobCost> costs) {
    JobCost[] sorted = costs.toArray(new JobCost[0]);
    Arrays.sort(sorted, Comparator.comparingDouble(JobCost::seconds));
    return sorted[sorted.length / 2];
  }

  String line(String what, long events) {
    return String.format(
        "  %-34s %7.2f s, %,9.0f events/s; %7.2f s of CPU, %,9.0f events/s and core",
        what, seconds, events / seconds, cpuSeconds, events / cpuSeconds);
  }
}
