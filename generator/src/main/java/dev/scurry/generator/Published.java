package dev.scurry.generator;

import java.time.Duration;

/**
 * What was sent; all of it was acknowledged.
 *
 * @param complete false where the thread was interrupted before the last record
 */
public record Published(long records, Duration elapsed, boolean complete) {}
