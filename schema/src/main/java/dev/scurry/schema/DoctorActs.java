package dev.scurry.schema;

/**
 * What was done to the micro-clusters of all shards in one window.
 *
 * @param begun free places taken by points that were badly served
 * @param relocated two near micro-clusters united, and the place that came free given to points
 *     that were badly served
 * @param forgotten micro-clusters of which no weight is left
 */
public record DoctorActs(long begun, long relocated, long forgotten) {}
