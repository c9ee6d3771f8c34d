package dev.scurry.generator;

/**
 * What a replay has given out so far.
 *
 * @param rows lines that are not empty, without a CSV's header: events + malformed
 * @param events rows that could be read
 * @param malformed rows that could not; they are given out as they stand
 */
public record ReplayReport(long rows, long events, long malformed) {}
