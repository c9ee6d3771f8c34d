/**
 * Stage 1 of 5: reads records from Kafka or files, emits events, dead letters, late events and
 * tallies; keeps for each partition its largest event time and where its records went.
 */
package dev.scurry.job.source;
