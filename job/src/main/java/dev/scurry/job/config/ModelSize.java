package dev.scurry.job.config;

/**
 * How large a published model may be: it is one record of Kafka, and one that the producer refuses
 * would end the job at every try.
 */
public final class ModelSize {

  /** Kafka's own default of {@code max.request.size}. */
  private static final long MAX_REQUEST_SIZE = 1 << 20;

  /** A coordinate and its spread as JSON, with all digits and an exponent. */
  private static final long BYTES_A_NUMBER = 48;

  /** Id, weight, quantiles, its part of the lineage. */
  private static final long BYTES_A_CLUSTER = 300;

  /** Names, parameters, the curve of k. */
  private static final long BYTES_BESIDES = 32 << 10;

  private ModelSize() {}

  /** The most clusters of which a model with the settings' features fits; at least 1. */
  public static int mostClusters(Settings settings) {
    long bytes = BYTES_A_CLUSTER + BYTES_A_NUMBER * settings.features().columns().size();
    return (int) Math.max(1, (maxRequestSize(settings) - BYTES_BESIDES) / bytes);
  }

  /** Why the models of these settings don't fit; empty: they do. */
  public static String problem(Settings settings) {
    int most = mostClusters(settings);
    int k = settings.training().k();
    return k <= most
        ? ""
        : "training."
            + (settings.training().kSearch().auto() ? "k-max" : "k")
            + ": a model of "
            + k
            + " clusters with "
            + settings.features().columns().size()
            + " features may not fit into a record of kafka.max.request.size="
            + maxRequestSize(settings)
            + "; at most "
            + most
            + " do. A higher limit has to be that of the topic too (max.message.bytes)";
  }

  private static long maxRequestSize(Settings settings) {
    String set = settings.kafka().get("max.request.size");
    return set != null && set.trim().matches("[0-9]{1,10}")
        ? Long.parseLong(set.trim())
        : MAX_REQUEST_SIZE;
  }
}
