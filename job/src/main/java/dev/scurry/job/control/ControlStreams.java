package dev.scurry.job.control;

import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The commands, in order of their sequence. The watermark stands at the end of time from the
 * beginning on, so that neither stream holds anything back; but where commands are read from a
 * place that ends (a file, an audit) it comes with that end, so that all are there before a window
 * closes.
 *
 * @param steering what training decides, and what is no command at all
 * @param forgets users to forget; {@link ControlRecord#user} is set
 */
public record ControlStreams(
    DataStream<ControlRecord> steering, DataStream<ControlRecord> forgets) {}
