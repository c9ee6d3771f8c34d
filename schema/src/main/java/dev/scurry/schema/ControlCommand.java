package dev.scurry.schema;

/**
 * What a person asks of a running job. Only the first field of the command itself and those it
 * needs are given; the rest is absent.
 *
 * @param id names the command in the audit; optional
 * @param command {@code pin}, {@code rollback}, {@code unpin}, {@code freeze}, {@code unfreeze},
 *     {@code set-k}, {@code set-half-life} or {@code forget}
 * @param version of the model: for {@code pin}; for {@code rollback} where it is not the one before
 * @param k for {@code set-k}: a number, or {@code auto}
 * @param halfLife for {@code set-half-life}, as in {@code training.half-life}
 * @param userId for {@code forget}
 * @param who asks
 * @param why he asks
 * @param effectiveFrom not before this time, ISO-8601; absent: as soon as possible
 */
public record ControlCommand(
    String id,
    String command,
    Long version,
    String k,
    String halfLife,
    String userId,
    String who,
    String why,
    String effectiveFrom,
    Integer format) {}
