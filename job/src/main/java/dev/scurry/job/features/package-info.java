/**
 * Stage 2 of 5: reads events, emits each user's features at the end of every window he was active
 * in, events that came too late for their slice, and the tallies; keeps one small accumulator a
 * user and slice, and one running total a user.
 */
package dev.scurry.job.features;
