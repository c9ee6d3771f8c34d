/**
 * How many clusters a file of vectors has: the study of its rows ({@link
 * dev.scurry.cli.selectk.KStudy}) and its report, one HTML page that needs no network ({@link
 * dev.scurry.cli.selectk.KReport}).
 */
package dev.scurry.cli.selectk;
