package dev.scurry.job.sameness;

import dev.scurry.embedded.EmbeddedKafka;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaAlteration.Op;
import org.apache.kafka.common.quota.ClientQuotaEntity;

/** Has a broker serve its consumers slowly, so that a bounded run can be met on its way. */
final class Throttle {

  private Throttle() {}

  /** So many bytes a second for each consumer. */
  static void set(EmbeddedKafka kafka, double bytesPerSecond) throws Exception {
    apply(kafka, Math.ceil(bytesPerSecond));
  }

  static void release(EmbeddedKafka kafka) throws Exception {
    apply(kafka, null);
  }

  private static void apply(EmbeddedKafka kafka, Double bytesPerSecond) throws Exception {
    Map<String, String> everyClient = new HashMap<>();
    everyClient.put(ClientQuotaEntity.CLIENT_ID, null);
    ClientQuotaAlteration quota =
        new ClientQuotaAlteration(
            new ClientQuotaEntity(everyClient),
            List.of(new Op("consumer_byte_rate", bytesPerSecond)));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.alterClientQuotas(List.of(quota)).all().get();
    }
  }
}
