package dev.scurry.job.source;

import dev.scurry.job.config.FeatureDefinition;
import dev.scurry.job.config.Settings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Which input fields the declared features need, and where an {@link Event} holds them. */
public final class EventLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Slots are told present by the bits of a long. */
  private static final int MOST_SLOTS = 64;

  private final Settings.Fields fields;
  private final ArrayList<String> numeric = new ArrayList<>();
  private final ArrayList<String> distinct = new ArrayList<>();

  private EventLayout(Settings.Fields fields) {
    this.fields = fields;
  }

  /**
   * The layout for the declared features.
   *
   * @throws IllegalArgumentException if more than 64 different fields are summed up, or counted
   */
  public static EventLayout of(Settings settings) {
    EventLayout layout = new EventLayout(settings.source().fields());
    for (FeatureDefinition definition : settings.features().definitions()) {
      switch (definition.aggregate()) {
        case SUM, MIN, MAX, MEAN -> addOnce(layout.numeric, definition.field());
        case DISTINCT -> addOnce(layout.distinct, layout.inputName(definition.field()));
        default -> {}
      }
    }
    return layout;
  }

  /** Where {@link Event#values} holds a field that is summed up. */
  public int numericSlot(String field) {
    return numeric.indexOf(field);
  }

  /** Where {@link Event#keys} holds a field that is counted: item, type, or an input field. */
  public int distinctSlot(String field) {
    return distinct.indexOf(inputName(field));
  }

  /** An event of nothing, with room for all slots. */
  public Event newEvent() {
    Event event = new Event();
    event.keys = new long[distinct.size()];
    event.values = new long[numeric.size()];
    return event;
  }

  Settings.Fields fields() {
    return fields;
  }

  List<String> numericFields() {
    return numeric;
  }

  List<String> distinctFields() {
    return distinct;
  }

  private String inputName(String field) {
    return switch (field) {
      case "item" -> fields.item();
      case "type" -> fields.type();
      default -> field;
    };
  }

  private static void addOnce(List<String> names, String name) {
    if (!names.contains(name)) {
      names.add(name);
    }
    if (names.size() > MOST_SLOTS) {
      throw new IllegalArgumentException("features need more than 64 different fields");
    }
  }
}
