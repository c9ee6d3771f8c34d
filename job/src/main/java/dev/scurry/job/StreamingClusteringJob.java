package dev.scurry.job;

import dev.scurry.job.assignment.AssignmentStage;
import dev.scurry.job.config.BadSettingsException;
import dev.scurry.job.config.Settings;
import dev.scurry.job.control.ControlInput;
import dev.scurry.job.control.ControlStage;
import dev.scurry.job.control.ControlStreams;
import dev.scurry.job.features.FeatureStage;
import dev.scurry.job.features.FeatureStreams;
import dev.scurry.job.sink.BrokerCheck;
import dev.scurry.job.sink.BrokerReport;
import dev.scurry.job.sink.KafkaOutput;
import dev.scurry.job.sink.OutputCounts;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.sink.OutputStreams;
import dev.scurry.job.sink.StorageCheck;
import dev.scurry.job.snapshot.EarlierModel;
import dev.scurry.job.snapshot.SnapshotStage;
import dev.scurry.job.source.EventInput;
import dev.scurry.job.source.KafkaInput;
import dev.scurry.job.source.SourceStage;
import dev.scurry.job.source.SourceStreams;
import dev.scurry.job.training.ModelUpdate;
import dev.scurry.job.training.TrainingStage;
import dev.scurry.job.training.TrainingStreams;
import dev.scurry.schema.Channel;
import dev.scurry.schema.ClusterModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Activity events in; models, assignments, segment changes, dead letters, late events and tallies
 * out. {@link #build} is the table of contents of the whole job.
 */
public final class StreamingClusteringJob {

  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(10);

  /** A JobManager that has just started loads the S3 client in it. */
  private static final Duration STORAGE_PATIENCE = Duration.ofSeconds(60);

  private StreamingClusteringJob() {}

  /** Runs the job on the cluster that it is submitted to; see {@link StreamingArguments}. */
  public static void main(String[] arguments) throws Exception {
    StreamingArguments given = JobArguments.parse(new StreamingArguments(), arguments);
    Settings settings = given.settings();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            RuntimeConfiguration.streaming(settings));
    BrokerReport broker = BrokerCheck.run(settings, BROKER_PATIENCE);
    List<String> problems = new ArrayList<>(broker.problems());
    problems.addAll(StorageCheck.run(settings, STORAGE_PATIENCE));
    if (!problems.isEmpty()) {
      throw new BadSettingsException(problems);
    }
    build(
        env,
        settings,
        new KafkaInput(given.stopAtEnd()),
        Math.min(env.getParallelism(), broker.sourcePartitions()),
        records -> KafkaOutput.attach(records, settings),
        false);
    env.execute("scurry " + settings.name());
  }

  /**
   * Lays the dataflow; a live input goes with the control topic of the settings.
   *
   * @param sourceParallelism at most the partitions of the input
   * @param output takes all that leaves, as one stream
   * @param everyModel whether every model is snapshotted, not one an interval
   */
  public static void build(
      StreamExecutionEnvironment env,
      Settings settings,
      EventInput input,
      int sourceParallelism,
      Consumer<DataStream<OutputRecord>> output,
      boolean everyModel) {
    ControlInput control = input.live() ? new ControlInput.Topic() : ControlInput.none();
    build(env, settings, input, control, sourceParallelism, output, everyModel);
  }

  /** The same with commands from elsewhere than the control topic. */
  public static void build(
      StreamExecutionEnvironment env,
      Settings settings,
      EventInput input,
      ControlInput commands,
      int sourceParallelism,
      Consumer<DataStream<OutputRecord>> output,
      boolean everyModel) {
    ControlStreams control = ControlStage.attach(env, settings, commands);
    SourceStreams source = SourceStage.attach(env, settings, input, sourceParallelism);
    FeatureStreams features = FeatureStage.attach(source, control.forgets(), settings);
    Optional<ClusterModel> earlier = EarlierModel.of(settings);
    TrainingStreams training =
        TrainingStage.attach(features.features(), control.steering(), settings, earlier);
    DataStream<OutputRecord> assignments =
        AssignmentStage.attach(
            features.features(),
            training.models(),
            settings,
            earlier.filter(ofTheFeatures(settings)));
    DataStream<ModelUpdate> learned = learned(training.models());
    SnapshotStage.attach(features.features(), learned, settings, everyModel);
    output.accept(
        counted(
            OutputStreams.union(
                assignments,
                modelRecords(learned, settings),
                training.audit(),
                features.tallies(),
                features.audits(),
                features.late(),
                source.rejected())));
  }

  private static Predicate<ClusterModel> ofTheFeatures(Settings settings) {
    return model -> model.features().equals(settings.features().columns());
  }

  private static DataStream<OutputRecord> counted(DataStream<OutputRecord> records) {
    return records
        .process(new OutputCounts(), TypeInformation.of(OutputRecord.class))
        .uid(Operators.OUTPUT_COUNTS)
        .name(Operators.OUTPUT_COUNTS);
  }

  /** Without those that only serve again. */
  private static DataStream<ModelUpdate> learned(DataStream<ModelUpdate> models) {
    return models
        .filter(model -> model.learned)
        .setParallelism(1)
        .uid(Operators.LEARNED_MODELS)
        .name(Operators.LEARNED_MODELS);
  }

  private static DataStream<OutputRecord> modelRecords(
      DataStream<ModelUpdate> models, Settings settings) {
    byte[] name = settings.name().getBytes(StandardCharsets.UTF_8);
    return models
        .map(model -> new OutputRecord(Channel.MODELS.name(), name, model.json))
        .returns(OutputRecord.class)
        .setParallelism(1)
        .uid(Operators.MODEL_RECORDS)
        .name(Operators.MODEL_RECORDS);
  }
}
