package dev.scurry.schema;

/**
 * A part of a cluster's mass.
 *
 * @param cluster where it was, or is
 * @param share of the whole, from 0.05 to 1
 */
public record MassShare(long cluster, double share) {}
