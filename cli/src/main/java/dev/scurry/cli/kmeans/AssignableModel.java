package dev.scurry.cli.kmeans;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.schema.ClusterModel;

/**
 * A model that was read.
 *
 * @param wire as it was stored
 * @param mathematics the same, its rows in the same order
 */
public record AssignableModel(ClusterModel wire, KMeansModel mathematics) {}
