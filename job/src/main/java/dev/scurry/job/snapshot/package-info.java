/**
 * Stage 5 of 5: reads models and features, writes both to storage once a checkpoint covers them,
 * keeps the model that was held back and each user's last features of the days that are open.
 */
package dev.scurry.job.snapshot;
