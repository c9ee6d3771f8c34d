package dev.scurry.schema;

/**
 * An event that came after its slice had closed, whole.
 *
 * @param reason {@code late}: its own partition had passed the slice; {@code idle}: its partition
 *     had idled and the others had passed it
 * @param sliceEnd end of the slice it belongs to, ISO-8601 UTC
 * @param userId his pseudonym where users have one
 * @param original the record's bytes, base64; only the first 256 KiB where there are more; null
 *     where users have pseudonyms
 * @param length how many bytes the record had
 * @param sha256 of all its bytes, in hex; given where {@code original} is a prefix
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
    long length,
    String sha256,
    int format) {}
