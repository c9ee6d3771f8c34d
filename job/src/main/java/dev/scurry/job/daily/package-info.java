/**
 * The daily job: clusters a day's users by density. Reads features/day=D, writes distances/day=D,
 * clusters/day=D and reports/day=D, all below one root; of earlier days it reads who was in which
 * segment, so that a segment keeps its id.
 *
 * <p>Of features: parts of the day -> rows -> users by rank -> blocks of users, compared with each
 * other by parallel workers, each of which learns from the pairs that it finds -> their findings
 * merged, the day published. Of distances that others gave: objects -> readers, each of which
 * learns from its pairs in its own numbering of the keys -> keys ranked, findings in ranks -> the
 * same end. HDBSCAN has a second pass in between, with the core distances.
 */
package dev.scurry.job.daily;
