/**
 * Stage 4 of 5: reads the users' features and the models, emits each user's segment at every
 * window's end and his changes of segment, keeps the models that a window can still need, each
 * user's last segment and features, and the features of windows that wait for their model.
 */
package dev.scurry.job.assignment;
