package dev.scurry.job.source;

import dev.scurry.schema.DeadLetterReason;

/** What a record turned out to be; one of the two is null. */
record Decoded(Event event, DeadLetterReason reason) {

  static Decoded dead(DeadLetterReason reason) {
    return new Decoded(null, reason);
  }
}
