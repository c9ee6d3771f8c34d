package dev.scurry.schema;

/**
 * One act of a user, as the generator writes it and as a source reads it by default.
 *
 * @param eventTime ISO-8601, or a number of epoch seconds or milliseconds as text
 */
public record ActivityEvent(
    String eventId,
    String userId,
    String eventType,
    String postId,
    String eventTime,
    Long dwellMs) {}
