package dev.scurry.job.features;

import dev.scurry.job.Operators;
import dev.scurry.job.config.Settings;
import dev.scurry.job.control.ControlRecord;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.source.SourceStreams;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Stage 2: from events to each user's features in sliding windows. */
public final class FeatureStage {

  /**
   * Name of the Flink accumulator that holds the newest {@link dev.scurry.schema.Tally} as JSON.
   */
  public static final String TALLY_ACCUMULATOR = "tally";

  private FeatureStage() {}

  /**
   * Builds the stage.
   *
   * @param forgets users to forget
   */
  public static FeatureStreams attach(
      SourceStreams in, DataStream<ControlRecord> forgets, Settings settings) {
    SingleOutputStreamOperator<UserFeatures> windows =
        in.events()
            .transform(
                Operators.SLICES,
                TypeInformation.of(SliceEvents.class),
                new SliceGatherer(settings))
            .uid(Operators.SLICES)
            .setParallelism(in.events().getParallelism())
            .keyBy(slice -> slice.user, Types.STRING)
            .connect(forgets.keyBy(command -> command.user, Types.STRING))
            .transform(
                Operators.FEATURES,
                TypeInformation.of(UserFeatures.class),
                new FeatureOperator(settings))
            .uid(Operators.FEATURES);
    DataStream<UserFeatures> features =
        windows
            .transform(
                Operators.FEATURES_IDLENESS,
                TypeInformation.of(UserFeatures.class),
                new SwallowIdleness())
            .uid(Operators.FEATURES_IDLENESS);
    DataStream<OutputRecord> tallies =
        in.tallies()
            .connect(windows.getSideOutput(FeatureOperator.COUNTS))
            .transform(
                Operators.LEDGER,
                TypeInformation.of(OutputRecord.class),
                new LedgerOperator(settings.name()))
            .uid(Operators.LEDGER)
            .setParallelism(1);
    return new FeatureStreams(
        features,
        windows.getSideOutput(FeatureOperator.LATE),
        tallies,
        windows.getSideOutput(FeatureOperator.AUDITS));
  }
}
