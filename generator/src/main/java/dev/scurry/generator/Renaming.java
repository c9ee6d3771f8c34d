package dev.scurry.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives the fields of a file their names on the wire. */
final class Renaming {

  private final Map<String, String> canonical;
  private final Set<String> taken;

  private Renaming(Map<String, String> canonical) {
    this.canonical = canonical;
    this.taken = Set.copyOf(canonical.values());
  }

  static Renaming of(FieldMapping mapping) {
    return new Renaming(mapping.canonicalNames());
  }

  /**
   * A field's name on the wire, or null for a field that is left out, because another one takes its
   * name.
   */
  String of(String name) {
    String renamed = canonical.get(name);
    if (renamed != null) {
      return renamed;
    }
    return taken.contains(name) ? null : name;
  }

  List<String> all(List<String> names) {
    List<String> renamed = new ArrayList<>();
    names.forEach(name -> renamed.add(of(name)));
    return renamed;
  }
}
