/**
 * Vectors in CSV files: rows of numbers, read as bytes, in batches, as often as an algorithm asks
 * for them. A line that is no vector is never lost and never stops the reading by itself: who reads
 * is told of it, and decides.
 */
package dev.scurry.cli.vectors;
