package dev.scurry.schema;

/**
 * The pointer {@code models/<name>/latest.json}; it never points to a lower version than before.
 */
public record LatestModel(
    String name, long version, String trainedThrough, String path, int format) {}
