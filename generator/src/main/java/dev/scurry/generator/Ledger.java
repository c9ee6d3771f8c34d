package dev.scurry.generator;

import dev.scurry.generator.ActivityRecord.Kind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what a stream gives out. */
final class Ledger {

  private final Crowd crowd;
  private final Map<Kind, Long> records = new EnumMap<>(Kind.class);
  private final Map<MalformedKind, Long> malformed = new EnumMap<>(MalformedKind.class);
  private final long[] eventsByPersona;
  private long total;

  Ledger(Crowd crowd) {
    this.crowd = crowd;
    this.eventsByPersona = new long[crowd.personas().size()];
  }

  long total() {
    return total;
  }

  void countEvent(Kind kind, User user) {
    count(kind);
    eventsByPersona[user.persona]++;
  }

  void countMalformed(MalformedKind kind) {
    count(Kind.MALFORMED);
    malformed.merge(kind, 1L, Long::sum);
  }

  GeneratorReport report() {
    return new GeneratorReport(
        total,
        of(Kind.NORMAL),
        of(Kind.LATE),
        of(Kind.DUPLICATE),
        of(Kind.MALFORMED),
        crowd.size(),
        eventsByPersona(),
        crowd.usersByPersona(),
        Collections.unmodifiableMap(new EnumMap<>(malformed)));
  }

  private void count(Kind kind) {
    total++;
    records.merge(kind, 1L, Long::sum);
  }

  private long of(Kind kind) {
    return records.getOrDefault(kind, 0L);
  }

  private Map<String, Long> eventsByPersona() {
    Map<String, Long> events = new LinkedHashMap<>();
    for (int p = 0; p < eventsByPersona.length; p++) {
      events.put(crowd.personas().get(p).name(), eventsByPersona[p]);
    }
    return Collections.unmodifiableMap(events);
  }
}
