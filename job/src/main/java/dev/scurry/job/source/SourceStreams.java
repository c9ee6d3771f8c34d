package dev.scurry.job.source;

import dev.scurry.job.sink.OutputRecord;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What the source gives out.
 *
 * @param events events that are in time
 * @param rejected dead letters and late events, ready for the sink
 * @param tallies where each partition's records went
 */
public record SourceStreams(
    DataStream<Event> events,
    DataStream<OutputRecord> rejected,
    DataStream<PartitionTally> tallies) {}
