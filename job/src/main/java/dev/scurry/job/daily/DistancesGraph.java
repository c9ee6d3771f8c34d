package dev.scurry.job.daily;

import dev.scurry.job.Operators;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the objects of distances that others gave to what they say of the points, in ranks. DBSCAN
 * needs one pass over the pairs; HDBSCAN two, the second with all core distances; OPTICS has every
 * point's neighbours in one worker.
 */
final class DistancesGraph {

  private static final Logger LOG = LoggerFactory.getLogger(DistancesGraph.class);
  private static final TypeInformation<Finding> FINDING = Types.POJO(Finding.class);

  private DistancesGraph() {}

  static DataStream<Finding> findings(
      StreamExecutionEnvironment env, DayStore store, DailyRequest request, DayInput input) {
    DataStream<DayPart> objects = DailyClusteringJob.parts(env, input);
    DataStream<Finding> ranked =
        read(objects, store, request, workers(env, request))
            .transform(Operators.DAILY_KEYS, FINDING, new KeysOperator(store, request))
            .setParallelism(1)
            .uid(Operators.DAILY_KEYS)
            .name(Operators.DAILY_KEYS);
    return request.parameters().algorithm() == DensityAlgorithm.HDBSCAN
        ? ranked.union(forests(objects, ranked, store, request, env.getParallelism()))
        : ranked;
  }

  private static int workers(StreamExecutionEnvironment env, DailyRequest request) {
    if (request.parameters().algorithm() != DensityAlgorithm.OPTICS) {
      return env.getParallelism();
    }
    LOG.info("OPTICS runs in one worker, which holds all pairs up to max_eps");
    return 1;
  }

  private static DataStream<Finding> read(
      DataStream<DayPart> objects, DayStore store, DailyRequest request, int workers) {
    return objects
        .rebalance()
        .transform(
            Operators.DAILY_DISTANCES,
            FINDING,
            new DistancesOperator(store, request.integerKeys(), request.parameters()))
        .setParallelism(workers)
        .uid(Operators.DAILY_DISTANCES)
        .name(Operators.DAILY_DISTANCES);
  }

  private static DataStream<Finding> forests(
      DataStream<DayPart> objects,
      DataStream<Finding> ranked,
      DayStore store,
      DailyRequest request,
      int workers) {
    return objects
        .rebalance()
        .connect(ranked.broadcast())
        .transform(
            Operators.DAILY_FORESTS, FINDING, new ForestsOperator(store, request.integerKeys()))
        .setParallelism(workers)
        .uid(Operators.DAILY_FORESTS)
        .name(Operators.DAILY_FORESTS);
  }
}
