/**
 * The Kafka producer: a stream of synthetic users with known personas that drift, or a real file
 * replayed.
 */
package dev.scurry.generator;
