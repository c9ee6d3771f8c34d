package dev.scurry.schema;

/**
 * A user entered a segment, moved to another, or left (was not active any more).
 *
 * @param change {@code entered}, {@code moved} or {@code left}
 * @param from the segment before; null for {@code entered}
 * @param to the segment now; null for {@code left}
 * @param cause for {@code moved}: {@code user_moved} or {@code model_moved}; for {@code left}:
 *     {@code forgotten} where he is gone because that was asked for; else null
 * @param modelVersion version of the model that placed him; for {@code left} the one that had
 *     placed him last
 */
public record SegmentChange(
    String windowEnd,
    String userId,
    String change,
    Long from,
    Long to,
    String cause,
    long modelVersion,
    int format) {}
