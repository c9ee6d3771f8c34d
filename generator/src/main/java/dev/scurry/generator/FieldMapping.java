package dev.scurry.generator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Names, in a file, of the parts of an event. A file may lack type, item and id. */
public record FieldMapping(String user, String type, String item, String time, String id) {

  /** The names that an {@link dev.scurry.schema.ActivityEvent} has on the wire. */
  public static final FieldMapping CANONICAL =
      new FieldMapping("user_id", "event_type", "post_id", "event_time", "event_id");

  public FieldMapping {
    long names = Stream.of(user, type, item, time, id).distinct().count();
    if (names < 5) {
      throw new IllegalArgumentException("two parts of an event can't have the same field");
    }
  }

  /** Canonical names by the names in the file. */
  Map<String, String> canonicalNames() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put(user, CANONICAL.user);
    names.put(type, CANONICAL.type);
    names.put(item, CANONICAL.item);
    names.put(time, CANONICAL.time);
    names.put(id, CANONICAL.id);
    return names;
  }
}
