package dev.scurry.job.training;

import dev.scurry.job.sink.OutputRecord;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What training gives out; each of a window's records ahead of its watermark.
 *
 * @param models those that were learned, and those that serve from a window on
 * @param audit what became of the commands
 */
public record TrainingStreams(DataStream<ModelUpdate> models, DataStream<OutputRecord> audit) {}
