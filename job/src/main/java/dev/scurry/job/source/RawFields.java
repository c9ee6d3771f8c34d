package dev.scurry.job.source;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The texts of one record that an event is made of, as they stand in the input; null where absent.
 * Reused from record to record.
 */
final class RawFields {

  /** What kind of value a text stood for. */
  enum Kind {
    TEXT_OR_NUMBER,
    BOOLEAN,
    NOT_FINITE,
    NESTED
  }

  /** Text of a value that has none of its own, so that where text is needed it reads as wrong. */
  private static final String NESTED = "{}";

  private final Map<String, Role> roles = new HashMap<>();

  String user;
  String type;
  String time;
  final String[] numbers;
  final String[] keys;

  RawFields(EventLayout layout) {
    numbers = new String[layout.numericFields().size()];
    keys = new String[layout.distinctFields().size()];
    role(layout.fields().user()).user = true;
    role(layout.fields().type()).type = true;
    role(layout.fields().time()).time = true;
    for (int i = 0; i < numbers.length; i++) {
      role(layout.numericFields().get(i)).number = i;
    }
    for (int i = 0; i < keys.length; i++) {
      role(layout.distinctFields().get(i)).key = i;
    }
  }

  /** What an input field is good for; null: nothing. */
  Role roleOf(String name) {
    return roles.get(name);
  }

  void clear() {
    user = null;
    type = null;
    time = null;
    Arrays.fill(numbers, null);
    Arrays.fill(keys, null);
  }

  void set(Role role, String text, Kind kind) {
    boolean scalar = kind != Kind.NESTED;
    String shown = scalar ? text : NESTED;
    if (role.user && kind == Kind.TEXT_OR_NUMBER) {
      user = text;
    }
    if (role.type && scalar) {
      type = text;
    }
    if (role.time) {
      time = shown;
    }
    if (role.number >= 0) {
      numbers[role.number] = shown;
    }
    if (role.key >= 0 && scalar) {
      keys[role.key] = text;
    }
  }

  private Role role(String name) {
    return roles.computeIfAbsent(name, n -> new Role());
  }

  /** What one input field is good for; it may be several things. */
  static final class Role {
    private boolean user;
    private boolean type;
    private boolean time;
    private int number = -1;
    private int key = -1;
  }
}
