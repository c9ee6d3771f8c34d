package dev.scurry.job.daily;

import dev.scurry.job.Operators;
import dev.scurry.job.RuntimeConfiguration;
import dev.scurry.job.config.ScurryOptions.Scaling;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.StoragePaths;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.DetachedJobExecutionResult;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clusters the users of a day by density, in Flink's batch mode. The same day, settings and version
 * give the same bytes, whatever the parallelism and however often it runs.
 */
public final class DailyClusteringJob {

  private static final Logger LOG = LoggerFactory.getLogger(DailyClusteringJob.class);

  private DailyClusteringJob() {}

  /** For a cluster: {@code --day D [--root URI] [--config FILE] [-D key=value]...}. */
  public static void main(String[] arguments) throws Exception {
    DailyArguments given = DailyArguments.parse(new DailyArguments(), arguments);
    Settings settings = given.settings();
    DailyRequest request = given.request(settings, System.getenv(), LocalDate.now(ZoneOffset.UTC));
    Optional<DailyResult> result =
        execute(StreamExecutionEnvironment.getExecutionEnvironment(), settings, request);
    LOG.info("{}", result.map(Object::toString).orElse("submitted"));
  }

  /**
   * Runs the job and waits for its end.
   *
   * @param env not used for anything else; its parallelism is that of the comparison
   * @throws UnusableDayException if the day's input is missing, not complete or damaged; the last
   *     result stays
   */
  public static DailyResult run(
      StreamExecutionEnvironment env, Settings settings, DailyRequest request) throws Exception {
    return execute(env, settings, request)
        .orElseThrow(() -> new IllegalStateException("the job runs detached"));
  }

  private static Optional<DailyResult> execute(
      StreamExecutionEnvironment env, Settings settings, DailyRequest request) throws Exception {
    Configuration configuration = RuntimeConfiguration.common();
    settings.flink().forEach(configuration::setString);
    env.configure(configuration);
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    attach(env, settings, request);
    JobExecutionResult result = executed(env, request);
    return result instanceof DetachedJobExecutionResult
        ? Optional.empty()
        : Optional.of(published(request));
  }

  private static JobExecutionResult executed(StreamExecutionEnvironment env, DailyRequest request)
      throws Exception {
    try {
      return env.execute("scurry-daily " + request.day());
    } catch (Exception e) {
      throw ExceptionUtils.findSerializedThrowable(
              e, UnusableDayException.class, DailyClusteringJob.class.getClassLoader())
          .map(unusable -> new UnusableDayException(unusable.getMessage(), e))
          .map(Exception.class::cast)
          .orElse(e);
    }
  }

  /** Builds the job's graph; every operator's parallelism is set. */
  static void attach(StreamExecutionEnvironment env, Settings settings, DailyRequest request) {
    DayStore store = store(request);
    DistanceFolder folder = distances(store, request);
    DistanceInput distances = new DistanceInput(store, folder);
    if (isOfDistances(request, distances)) {
      DayInput input = distances.find(request, settings.daily());
      clusters(
          DistancesGraph.findings(env, store, request, input), store, request, settings, input);
    } else {
      DayInput input = DayInput.find(store, request);
      clusters(
          FeaturesGraph.findings(env, store, request, settings.daily(), input, folder),
          store,
          request,
          settings,
          input);
    }
  }

  private static boolean isOfDistances(DailyRequest request, DistanceInput distances) {
    return switch (request.source()) {
      case AUTO -> distances.isGiven();
      case FEATURES -> false;
      case DISTANCES -> true;
    };
  }

  /** The objects that make up the day, one by one; a reader gets each. */
  static DataStream<DayPart> parts(StreamExecutionEnvironment env, DayInput input) {
    return env.fromData(Types.POJO(DayInput.class), input)
        .setParallelism(1)
        .uid(Operators.DAILY_DAY)
        .name(Operators.DAILY_DAY)
        .flatMap(DayInput::eachPart, Types.POJO(DayPart.class))
        .setParallelism(1)
        .uid(Operators.DAILY_PARTS)
        .name(Operators.DAILY_PARTS);
  }

  private static void clusters(
      DataStream<Finding> findings,
      DayStore store,
      DailyRequest request,
      Settings settings,
      DayInput input) {
    boolean standardise = settings.daily().scaling() == Scaling.STANDARD;
    DayReporter reporter = new DayReporter(store, request, settings.name(), standardise);
    DayPublisher publisher =
        new DayPublisher(
            store, request, distances(store, request), settings.daily(), input, reporter);
    findings
        .transform(
            Operators.DAILY_CLUSTERS,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            new ClustersOperator(publisher, request.parameters()))
        .setParallelism(1)
        .uid(Operators.DAILY_CLUSTERS)
        .name(Operators.DAILY_CLUSTERS);
  }

  private static DistanceFolder distances(DayStore store, DailyRequest request) {
    return new DistanceFolder(
        store.relative(
            StoragePaths.distancesOf(store.root(), request.distancesFolder(), request.day())));
  }

  private static DayStore store(DailyRequest request) {
    return new DayStore(request.root(), "reports/day=" + request.day());
  }

  private static DailyResult published(DailyRequest request) throws IOException {
    DayStore store = store(request);
    byte[] manifest = store.read(store.relative(DayPublisher.manifestPath(store.root(), request)));
    return DailyResult.of(WireFormat.decode(manifest, DailyManifest.class));
  }
}
