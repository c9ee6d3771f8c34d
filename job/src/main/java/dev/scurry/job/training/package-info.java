/**
 * Stage 3 of 5: reads the users' features, emits a model for every window that had any, keeps each
 * shard's micro-clusters, the blocks of windows that have not closed, and the last model.
 *
 * <p>Features are packed in blocks, split by user over logical shards that learn side by side, and
 * reduced to k clusters by one task. Nothing here depends on the parallelism, on the order in which
 * features arrive, or on a clock.
 */
package dev.scurry.job.training;
