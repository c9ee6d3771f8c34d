/** What the streaming job shows of itself while it runs; nothing of it is ever published. */
package dev.scurry.job.metrics;
