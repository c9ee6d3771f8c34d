/**
 * Ahead of the stages: reads commands of people from the control topic or a file, or repeats those
 * of an audit; emits them to training and to the features; keeps how many there were.
 */
package dev.scurry.job.control;
