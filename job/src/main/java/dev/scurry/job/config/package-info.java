/**
 * The settings: declared once, read from YAML, environment and {@code -D}, validated together
 * before anything starts.
 */
package dev.scurry.job.config;
