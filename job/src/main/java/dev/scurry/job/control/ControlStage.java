package dev.scurry.job.control;

import dev.scurry.job.Operators;
import dev.scurry.job.config.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** From texts to commands for those who decide them. */
public final class ControlStage {

  /** A source of nothing needs something; {@link CommandReader} skips it. */
  private static final byte[] BLANK = {};

  private ControlStage() {}

  /**
   * Builds the stage. All of it is one task: commands are few, and their order counts.
   *
   * <p>Where the settings name an audit to repeat, that is read to its present end and the input is
   * not read at all. A control topic is read from this moment on, also where the job starts anew
   * before its first checkpoint: commands address the job that runs; after a restore, from where
   * the checkpoint was.
   */
  public static ControlStreams attach(
      StreamExecutionEnvironment env, Settings settings, ControlInput input) {
    boolean replay = !settings.control().replay().isEmpty();
    boolean live =
        !replay && input instanceof ControlInput.Topic && !settings.control().topic().isEmpty();
    DataStream<byte[]> texts;
    if (replay) {
      texts = audit(env, settings);
    } else if (live) {
      texts = topic(env, settings);
    } else {
      texts = lines(env, input instanceof ControlInput.Lines given ? given.lines() : List.of());
    }
    SingleOutputStreamOperator<ControlRecord> commands =
        texts
            .transform(
                Operators.CONTROL_COMMANDS,
                TypeInformation.of(ControlRecord.class),
                new CommandOperator(live))
            .uid(live ? Operators.CONTROL_COMMANDS : Operators.CONTROL_REPEATED)
            .setParallelism(1)
            .setMaxParallelism(Operators.MAX_PARALLELISM);
    return new ControlStreams(commands, commands.getSideOutput(CommandOperator.FORGETS));
  }

  private static DataStream<byte[]> lines(StreamExecutionEnvironment env, List<String> lines) {
    byte[][] texts =
        lines.isEmpty()
            ? new byte[][] {BLANK}
            : lines.stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    return named(
        env.fromData(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO, texts),
        Operators.CONTROL_LINES);
  }

  private static DataStream<byte[]> topic(StreamExecutionEnvironment env, Settings settings) {
    KafkaSource<byte[]> source =
        kafka(settings, settings.control().topic())
            .setStartingOffsets(OffsetsInitializer.timestamp(System.currentTimeMillis()))
            .build();
    return from(env, source, Operators.CONTROL_TOPIC);
  }

  private static DataStream<byte[]> audit(StreamExecutionEnvironment env, Settings settings) {
    KafkaSource<byte[]> source =
        kafka(settings, settings.control().replay())
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setBounded(new CommittedEnd(properties(settings)))
            .build();
    return from(env, source, Operators.CONTROL_AUDIT);
  }

  private static KafkaSourceBuilder<byte[]> kafka(Settings settings, String topic) {
    return KafkaSource.<byte[]>builder()
        .setProperties(properties(settings))
        .setTopics(topic)
        .setGroupId(settings.source().groupId() + "-control")
        .setDeserializer(new ControlTexts());
  }

  private static Properties properties(Settings settings) {
    Properties properties = new Properties();
    properties.putAll(settings.kafka());
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return properties;
  }

  private static DataStream<byte[]> from(
      StreamExecutionEnvironment env, KafkaSource<byte[]> source, String uid) {
    return named(
        env.fromSource(new EndingKafkaSource<>(source), WatermarkStrategy.noWatermarks(), uid),
        uid);
  }

  private static DataStream<byte[]> named(SingleOutputStreamOperator<byte[]> source, String uid) {
    return source.uid(uid).name(uid).setParallelism(1).setMaxParallelism(Operators.MAX_PARALLELISM);
  }
}
