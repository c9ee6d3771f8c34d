package dev.scurry.job.source;

import org.apache.flink.api.common.functions.MapFunction;

/** Numbers what it is given. */
final class Count implements MapFunction<SourceRecord, Long> {
  private static final long serialVersionUID = 1L;

  private long events;

  @Override
  public Long map(SourceRecord source) {
    return source.isDead() ? events : ++events;
  }
}
