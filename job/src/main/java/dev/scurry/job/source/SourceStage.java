package dev.scurry.job.source;

import dev.scurry.job.Operators;
import dev.scurry.job.config.Pseudonyms;
import dev.scurry.job.config.ScurryOptions.EventFormat;
import dev.scurry.job.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Stage 1: from Kafka or files to events, each in time, late or a dead letter. */
public final class SourceStage {

  /** How often partitions that may not drift apart hear of each other. */
  private static final Duration ALIGNMENT_INTERVAL = Duration.ofSeconds(1);

  private SourceStage() {}

  /**
   * Builds the stage.
   *
   * @param sourceParallelism at most the topic's partitions; files are always read by one task
   * @throws dev.scurry.job.config.BadSettingsException if an input file does not exist or its form
   *     is unknown
   */
  public static SourceStreams attach(
      StreamExecutionEnvironment env, Settings settings, EventInput input, int sourceParallelism) {
    DataStream<SourceRecord> records =
        input instanceof KafkaInput kafka
            ? fromKafka(env, settings, kafka, sourceParallelism)
            : fromFiles(env, settings, (FileInput) input);
    RecordRouter router = new RecordRouter(SliceClock.of(settings), input.live());
    SingleOutputStreamOperator<Event> events =
        records
            .transform(Operators.LATENESS, TypeInformation.of(Event.class), router)
            .uid(Operators.LATENESS)
            .setParallelism(records.getParallelism());
    return new SourceStreams(
        events,
        events.getSideOutput(RecordRouter.REJECTED),
        events.getSideOutput(RecordRouter.TALLIES));
  }

  static DataStream<SourceRecord> fromKafka(
      StreamExecutionEnvironment env, Settings settings, KafkaInput input, int parallelism) {
    return env.fromSource(
            new TrackedKafkaSource(kafkaSource(settings, input), SliceClock.of(settings)),
            kafkaWatermarks(settings, input),
            Operators.KAFKA_SOURCE)
        .uid(Operators.KAFKA_SOURCE)
        .setParallelism(parallelism);
  }

  private static KafkaSource<SourceRecord> kafkaSource(Settings settings, KafkaInput input) {
    Settings.Source source = settings.source();
    Properties properties = new Properties();
    properties.putAll(settings.kafka());
    KafkaSourceBuilder<SourceRecord> builder =
        KafkaSource.<SourceRecord>builder()
            .setProperties(properties)
            .setTopics(source.topic())
            .setGroupId(source.groupId())
            .setStartingOffsets(startingOffsets(source))
            .setDeserializer(
                new KafkaRecords(
                    decoder(settings), source.maxAhead().toMillis(), Pseudonyms.of(settings)));
    return input.stopAtEnd()
        ? builder.setBounded(OffsetsInitializer.latest()).build()
        : builder.build();
  }

  private static OffsetsInitializer startingOffsets(Settings.Source source) {
    return switch (source.start()) {
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> OffsetsInitializer.latest();
      case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
      case TIMESTAMP -> OffsetsInitializer.timestamp(source.startTimestamp());
    };
  }

  private static EventDecoder decoder(Settings settings) {
    Settings.Source source = settings.source();
    RecordForm form =
        source.format() == EventFormat.JSON ? new JsonForm() : new CsvForm(source.csvColumns());
    return new EventDecoder(
        EventLayout.of(settings), form, source.timeUnit(), source.maxRecordBytes());
  }

  private static WatermarkStrategy<SourceRecord> kafkaWatermarks(
      Settings settings, KafkaInput input) {
    if (!input.live()) {
      return watermarks(settings);
    }
    Duration maxDrift = settings.source().maxDrift();
    return maxDrift.isZero()
        ? liveWatermarks(settings)
        : liveWatermarks(settings)
            .withWatermarkAlignment(settings.source().topic(), maxDrift, ALIGNMENT_INTERVAL);
  }

  private static DataStream<SourceRecord> fromFiles(
      StreamExecutionEnvironment env, Settings settings, FileInput input) {
    EventFileFormat format =
        new EventFileFormat(EventLayout.of(settings), settings.source(), Pseudonyms.of(settings));
    FileSource<SourceRecord> source =
        FileSource.forBulkFileFormat(format, InputFiles.of(input).toArray(new Path[0]))
            .setFileEnumerator(() -> new FilesInOrder(List.of()))
            .setSplitAssigner(FilesInOrder::new)
            .build();
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), Operators.FILE_SOURCE)
        .uid(Operators.FILE_SOURCE)
        .setParallelism(1)
        .transform(
            Operators.FILE_PROGRESS,
            TypeInformation.of(SourceRecord.class),
            new FileProgressOperator(SliceClock.of(settings)))
        .uid(Operators.FILE_PROGRESS)
        .setParallelism(1)
        .assignTimestampsAndWatermarks(watermarks(settings))
        .name(Operators.FILE_WATERMARKS)
        .uid(Operators.FILE_WATERMARKS)
        .setParallelism(1);
  }

  private static WatermarkStrategy<SourceRecord> watermarks(Settings settings) {
    SliceClock clock = SliceClock.of(settings);
    return timed(WatermarkStrategy.forGenerator(context -> new SliceWatermarks(clock)));
  }

  private static WatermarkStrategy<SourceRecord> liveWatermarks(Settings settings) {
    Duration idleTimeout = settings.source().idleTimeout();
    if (idleTimeout.isZero()) {
      return watermarks(settings);
    }
    SliceClock clock = SliceClock.of(settings);
    return timed(
        WatermarkStrategy.forGenerator(
            context ->
                new LiveWatermarks(
                    new SliceWatermarks(clock), idleTimeout, context.getInputActivityClock())));
  }

  private static WatermarkStrategy<SourceRecord> timed(WatermarkStrategy<SourceRecord> strategy) {
    return strategy.withTimestampAssigner(
        (source, recordTime) -> source.isDead() ? recordTime : source.event.time);
  }
}
