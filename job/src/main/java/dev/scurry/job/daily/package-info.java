/**
 * The daily job: clusters a day's users by density. Reads features/day=D, writes distances/day=D,
 * clusters/day=D and reports/day=D, all below one root; keeps nothing from day to day.
 *
 * <p>Parts of the day -> rows -> users by rank -> blocks of users, compared with each other by
 * parallel workers, each of which runs DBSCAN on the pairs that it finds -> their findings merged,
 * the day published.
 */
package dev.scurry.job.daily;
