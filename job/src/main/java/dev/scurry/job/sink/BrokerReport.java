package dev.scurry.job.sink;

import java.util.List;

/**
 * What {@link BrokerCheck} found.
 *
 * @param problems in plain words, empty when the job can start
 * @param sourcePartitions partitions of the source topic; 0 where it could not be seen
 */
public record BrokerReport(List<String> problems, int sourcePartitions) {}
