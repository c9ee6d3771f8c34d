package dev.scurry.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The JSON Schemas (draft 2020-12) of the wire records. They lie beside this class as {@code
 * <kebab-name>.schema.json}, so that a reader in any language can take them from the jar.
 */
public final class JsonSchemas {

  private static final Map<Class<?>, String> NAMES = names();

  private JsonSchemas() {}

  /** Every wire record that has a schema, with its kebab-case name. */
  public static Map<Class<?>, String> all() {
    return NAMES;
  }

  /**
   * The schema of a record type, as JSON text.
   *
   * @throws IllegalArgumentException if the type is no wire record
   */
  public static String of(Class<?> recordType) {
    String name = NAMES.get(recordType);
    if (name == null) {
      throw new IllegalArgumentException(recordType.getName() + " has no JSON Schema");
    }
    return read(name + ".schema.json");
  }

  /** The schema of a channel's records, as JSON text. */
  public static String of(Channel channel) {
    return of(recordOf(channel));
  }

  /** The type of a channel's records. */
  public static Class<?> recordOf(Channel channel) {
    return switch (channel) {
      case ASSIGNMENTS -> Assignment.class;
      case SEGMENT_CHANGES -> SegmentChange.class;
      case MODELS -> ClusterModel.class;
      case DEAD_LETTER -> DeadLetter.class;
      case LATE -> LateEvent.class;
      case TALLIES -> Tally.class;
      case AUDIT -> AuditRecord.class;
    };
  }

  private static String read(String resource) {
    try (InputStream in = JsonSchemas.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the schema jar lacks " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  private static Map<Class<?>, String> names() {
    Map<Class<?>, String> names = new LinkedHashMap<>();
    names.put(ActivityEvent.class, "activity-event");
    names.put(Assignment.class, "assignment");
    names.put(SegmentChange.class, "segment-change");
    names.put(ClusterModel.class, "cluster-model");
    names.put(LatestModel.class, "latest-model");
    names.put(DeadLetter.class, "dead-letter");
    names.put(LateEvent.class, "late-event");
    names.put(Tally.class, "tally");
    names.put(ControlCommand.class, "control-command");
    names.put(AuditRecord.class, "audit-record");
    names.put(FeatureManifest.class, "feature-manifest");
    names.put(DailyManifest.class, "daily-manifest");
    names.put(DailyLineage.class, "daily-lineage");
    names.put(DailyQuality.class, "daily-quality");
    return Collections.unmodifiableMap(names);
  }
}
