package dev.scurry.job.features;

import dev.scurry.job.sink.OutputRecord;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What the features give out.
 *
 * @param features ahead of the watermark of their window's end
 * @param late events that found their slice closed, ready for the sink
 * @param tallies where all events went, one a window, ready for the sink
 * @param audits what became of the commands to forget users, ready for the sink
 */
public record FeatureStreams(
    DataStream<UserFeatures> features,
    DataStream<OutputRecord> late,
    DataStream<OutputRecord> tallies,
    DataStream<OutputRecord> audits) {}
