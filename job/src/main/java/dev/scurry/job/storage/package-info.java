/** Files of the storage, local or S3, that are read and replaced whole. */
package dev.scurry.job.storage;
