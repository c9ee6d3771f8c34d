package dev.scurry.schema;

/**
 * An event that came after its slice had closed, whole.
 *
 * @param reason {@code late}: its own partition had passed the slice; {@code idle}: its partition
 *     had idled and the others had passed it
 * @param sliceEnd end of the slice it belongs to, ISO-8601 UTC
 * @param original the record's bytes, base64
 */
public record LateEvent(
    String reason,
    String userId,
    String eventType,
    String eventTime,
    String sliceEnd,
    String topic,
    int partition,
    long offset,
    String original,
    int format) {}
