package dev.scurry.job.daily;

import dev.scurry.job.Operators;
import dev.scurry.job.config.Settings;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the day's features to what the workers found out of their distances. */
final class FeaturesGraph {

  private static final Logger LOG = LoggerFactory.getLogger(FeaturesGraph.class);

  private FeaturesGraph() {}

  static DataStream<Finding> findings(
      StreamExecutionEnvironment env,
      DayStore store,
      DailyRequest request,
      Settings.Daily settings,
      DayInput input,
      DistanceFolder folder) {
    int workers = env.getParallelism();
    if (request.parameters().algorithm() == DensityAlgorithm.OPTICS) {
      LOG.info("OPTICS runs in one task, which holds all pairs up to max_eps");
    }
    SingleOutputStreamOperator<UserBlock> users =
        rows(env, store, request, input, workers)
            .transform(
                Operators.DAILY_RANKS,
                Types.POJO(UserBlock.class),
                new RankOperator(store, request, input, settings.scaling()))
            .setParallelism(1);
    users.uid(Operators.DAILY_RANKS).name(Operators.DAILY_RANKS);
    double cutOff = settings.cutOff(request.parameters().reach());
    PairsOperator operator = new PairsOperator(store, folder, cutOff, request.parameters());
    DataStream<Finding> findings = pairs(users, operator, workers);
    if (request.parameters().algorithm() == DensityAlgorithm.HDBSCAN) {
      DataStream<Finding> cores = cores(findings, request.parameters());
      findings = cores.union(forests(users, cores, cutOff, workers));
    }
    return findings.union(users.getSideOutput(RankOperator.FINDINGS));
  }

  private static DataStream<Finding> cores(
      DataStream<Finding> pairs, DensityParameters parameters) {
    return pairs
        .transform(
            Operators.DAILY_CORES,
            Types.POJO(Finding.class),
            new CoresOperator(parameters.minSamples()))
        .setParallelism(1)
        .uid(Operators.DAILY_CORES)
        .name(Operators.DAILY_CORES);
  }

  private static DataStream<Finding> forests(
      DataStream<UserBlock> users, DataStream<Finding> cores, double cutOff, int workers) {
    return users
        .broadcast()
        .connect(cores.broadcast())
        .transform(
            Operators.DAILY_FORESTS, Types.POJO(Finding.class), new UserForestsOperator(cutOff))
        .setParallelism(workers)
        .uid(Operators.DAILY_FORESTS)
        .name(Operators.DAILY_FORESTS);
  }

  private static DataStream<FeatureRow> rows(
      StreamExecutionEnvironment env,
      DayStore store,
      DailyRequest request,
      DayInput input,
      int workers) {
    return DailyClusteringJob.parts(env, input)
        .rebalance()
        .flatMap(new PartReader(store, request.date(), input.columns), Types.POJO(FeatureRow.class))
        .setParallelism(workers)
        .uid(Operators.DAILY_ROWS)
        .name(Operators.DAILY_ROWS);
  }

  private static DataStream<Finding> pairs(
      DataStream<UserBlock> users, PairsOperator operator, int workers) {
    return users
        .broadcast()
        .transform(Operators.DAILY_PAIRS, Types.POJO(Finding.class), operator)
        .setParallelism(workers)
        .uid(Operators.DAILY_PAIRS)
        .name(Operators.DAILY_PAIRS);
  }
}
