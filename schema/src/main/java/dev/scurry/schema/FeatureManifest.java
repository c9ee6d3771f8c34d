package dev.scurry.schema;

import java.util.List;

/**
 * {@code features/day=D/_manifest.json}: which objects make up the day. An object that is not named
 * here does not belong to it.
 *
 * @param day UTC, {@code YYYY-MM-DD}
 * @param columns header of the parts: user_id, window_end, then the features
 * @param parts object names beside the manifest, sorted
 * @param replaced names of parts that belonged to the day until users were taken out of it, sorted;
 *     null where there were none
 */
public record FeatureManifest(
    String day, List<String> columns, List<Part> parts, List<String> replaced, int format) {

  public record Part(String name, long bytes) {}

  /** Names of the parts that were replaced; none is there any more. */
  public List<String> replacedParts() {
    return replaced == null ? List.of() : replaced;
  }
}
