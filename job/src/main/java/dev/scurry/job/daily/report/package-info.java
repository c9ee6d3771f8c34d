/**
 * What the daily job tells of a day beside its clusters: segments that keep their ids, quality,
 * agreement with the stream's model, users who stand out, and a page of it all. Values in, values
 * out: reading and writing is the daily job's.
 */
package dev.scurry.job.daily.report;
