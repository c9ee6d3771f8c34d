/**
 * Where records leave the job: one exactly-once Kafka sink for all topics, or sorted files for a
 * bounded run; and the checks, before anything starts, that broker and storage can be used.
 */
package dev.scurry.job.sink;
