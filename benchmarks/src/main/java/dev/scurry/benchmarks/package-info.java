/** Measurements, each a class with a {@code main}; {@code benchmarks/run} lists and runs them. */
package dev.scurry.benchmarks;
