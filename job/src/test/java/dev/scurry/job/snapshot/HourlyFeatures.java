package dev.scurry.job.snapshot;

import dev.scurry.job.features.UserFeatures;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Features of a few users, each hour of several days from 1970-01-01, by two sources side by side,
 * a few at a time between two checkpoints. User u has no features in the last u hours of a day, so
 * that his last window differs.
 */
final class HourlyFeatures {
  static final int USERS = 10;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int HOURS = 24;
  private static final int PER_CHECKPOINT = 100;

  private HourlyFeatures() {}

  static DataStream<UserFeatures> of(StreamExecutionEnvironment env, int days) {
    long half = (long) days * HOURS * USERS / 2;
    DataGeneratorSource<UserFeatures> source =
        new DataGeneratorSource<>(
            index -> row(index % half, index / half),
            2 * half,
            RateLimiterStrategy.perCheckpoint(PER_CHECKPOINT),
            TypeInformation.of(UserFeatures.class));
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), "hours")
        .setParallelism(2)
        .uid("hours")
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<UserFeatures>forGenerator(context -> new HourEnds())
                .withTimestampAssigner((row, timestamp) -> row.windowEnd))
        .setParallelism(2)
        .uid("watermarks")
        .filter(row -> row.newEvents > 0)
        .setParallelism(2)
        .uid("filter");
  }

  /** The hour of his day at which a user's last window ends, 1 to 24. */
  static int lastHour(int user) {
    return HOURS - user;
  }

  private static UserFeatures row(long place, long source) {
    int user = (int) (place % (USERS / 2) * 2 + source);
    long hour = place / (USERS / 2) + 1;
    boolean active = (hour - 1) % HOURS < lastHour(user);
    return new UserFeatures("user " + user, hour * HOUR, new double[] {hour, user}, active ? 1 : 0);
  }

  /** All features of an hour have been seen when the next hour's first comes. */
  private static final class HourEnds implements WatermarkGenerator<UserFeatures> {
    @Override
    public void onEvent(UserFeatures row, long timestamp, WatermarkOutput output) {
      output.emitWatermark(new Watermark(row.windowEnd - HOUR));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
