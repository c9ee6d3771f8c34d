package dev.scurry.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.scurry.generator.ActivityRecord.Kind;
import dev.scurry.schema.ActivityEvent;
import dev.scurry.schema.WireFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Records of synthetic users in order of emission on a simulated clock, made as they are asked for.
 * Not safe for use by several threads.
 */
public final class PersonaStream implements Iterator<ActivityRecord> {

  /*
   * Two queues make the order. `acting` holds every user who has something left to do today, by the
   * time of his next act; `underway` holds the records on their way to the topic, by the moment of
   * their emission, which follows the act by less than a minute. The head of `underway` may leave
   * as soon as nobody can act before that moment. Memory is one entry for each user and for each
   * record of the last minute.
   *
   * Every act is a slot. Most become a normal event. Quotas turn an exact number of the others into
   * malformed records, into events that are sent twice, and into late ones: these are dated back,
   * at least `lateBy` behind the largest event time that their partition has emitted, so that their
   * slice is closed in every job whose slide and out-of-orderness fit into `lateBy`.
   */

  private static final long MAX_DELAY_MILLIS = 30_000;
  private static final long MAX_REPEAT_MILLIS = 20_000;

  /** Slots kept free at the end, where a due pick that had to wait still finds one. */
  private static final int QUOTA_MARGIN = 8;

  private final GeneratorConfig config;
  private final Crowd crowd;
  private final Ledger ledger;
  private final PriorityQueue<User> acting = new PriorityQueue<>();
  private final PriorityQueue<Underway> underway = new PriorityQueue<>();
  private final long[] seenTime;
  private final Quota lates;
  private final Quota duplicates;
  private final Quota malformed;
  private final Dice transport;

  private long day;
  private long slots;
  private long departures;

  private PersonaStream(GeneratorConfig config) {
    this.config = config;
    long repeats = config.bounded() ? Math.round(config.events() * config.duplicateShare()) : 0;
    long acts = config.events() - repeats;
    this.crowd = new Crowd(config, acts);
    this.seenTime = new long[config.partitions()];
    Arrays.fill(seenTime, Long.MIN_VALUE);
    this.ledger = new Ledger(crowd);
    this.transport = dice(Crowd.TRANSPORT_DICE);
    double firstLate = config.lateShare() == 0 ? 0 : slotsBefore(config.lateBy().toMillis());
    this.lates = quota(config.lateShare(), acts, firstLate, dice(Crowd.LATE_DICE));
    this.duplicates = quota(config.duplicateShare(), acts, 0, dice(Crowd.DUPLICATE_DICE));
    this.malformed = quota(config.malformedShare(), acts, 0, dice(Crowd.MALFORMED_DICE));
  }

  /** Equal configurations give equal records, on every machine. */
  public static PersonaStream of(GeneratorConfig config) {
    return new PersonaStream(config);
  }

  @Override
  public boolean hasNext() {
    return !config.bounded() || ledger.total() < config.events();
  }

  @Override
  public ActivityRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all " + config.events() + " records are out");
    }
    beginDaysUntilSomebodyActs();
    while (!canLeave(underway.peek())) {
      scheduleNextAct();
      beginDaysUntilSomebodyActs();
    }
    return emit(underway.remove());
  }

  /** What has been given out so far. */
  public GeneratorReport report() {
    return ledger.report();
  }

  /** The ground truth: every user with his persona, whether he has acted or not. */
  public Map<String, String> personas() {
    Map<String, String> personas = new LinkedHashMap<>();
    for (int i = 0; i < crowd.size(); i++) {
      personas.put(crowd.user(i).id, crowd.personaOf(crowd.user(i)));
    }
    return personas;
  }

  /** Writes the ground truth as CSV with the header {@code user,persona}. */
  public void writePersonas(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      out.write("user,persona\n");
      for (int i = 0; i < crowd.size(); i++) {
        out.write(crowd.user(i).id + "," + crowd.personaOf(crowd.user(i)) + "\n");
      }
    }
  }

  private void beginDaysUntilSomebodyActs() {
    while (acting.isEmpty() && (!config.bounded() || day < config.days())) {
      crowd.beginDay(day++, acting::add);
    }
  }

  /** Whether nobody can act before a record's emission. */
  private boolean canLeave(Underway head) {
    return acting.isEmpty() || (head != null && head.emission <= acting.peek().nextTime());
  }

  private void scheduleNextAct() {
    User user = acting.remove();
    schedule(user, user.nextTime(), slots++);
    if (user.advance()) {
      acting.add(user);
    }
  }

  private void schedule(User user, long time, long slot) {
    double slowness = transport.uniform();
    long emission = time + (long) (MAX_DELAY_MILLIS * slowness * slowness);
    if (malformed.due(slot)) {
      malformed.take();
      departMalformed(user, user.act(time), emission);
    } else if (duplicates.due(slot)) {
      duplicates.take();
      byte[] bytes = WireFormat.encode(user.act(time));
      depart(user, Kind.NORMAL, bytes, time, emission);
      long again = emission + 1 + transport.below((int) MAX_REPEAT_MILLIS - 1);
      depart(user, Kind.DUPLICATE, bytes, time, again);
    } else if (lates.due(slot) && lateRoom(user) >= 0) {
      lates.take();
      departLate(user, emission);
    } else {
      depart(user, Kind.NORMAL, WireFormat.encode(user.act(time)), time, emission);
    }
  }

  /** How much later than {@code lateBy} an event of the user can be without a date before start. */
  private long lateRoom(User user) {
    long seen = seenTime[user.partition];
    return seen == Long.MIN_VALUE
        ? -1
        : seen - config.start().toEpochMilli() - config.lateBy().toMillis();
  }

  private void departLate(User user, long emission) {
    long lateBy = config.lateBy().toMillis();
    long extra = (long) (Math.min(lateBy, lateRoom(user)) * transport.uniform());
    long time = seenTime[user.partition] - lateBy - extra;
    depart(user, Kind.LATE, WireFormat.encode(user.act(time)), time, emission);
  }

  private void departMalformed(User user, ActivityEvent event, long emission) {
    MalformedKind kind = MalformedKind.values()[transport.below(MalformedKind.values().length)];
    byte[] bytes = kind.spoil(event, emission, transport);
    underway.add(new Underway(emission, departures++, user, Kind.MALFORMED, kind, bytes, 0));
  }

  private void depart(User user, Kind kind, byte[] bytes, long eventTime, long emission) {
    underway.add(new Underway(emission, departures++, user, kind, null, bytes, eventTime));
  }

  private ActivityRecord emit(Underway record) {
    User user = record.user;
    if (record.kind == Kind.MALFORMED) {
      ledger.countMalformed(record.fault);
    } else {
      ledger.countEvent(record.kind, user);
    }
    if (record.kind == Kind.NORMAL || record.kind == Kind.DUPLICATE) {
      seenTime[user.partition] = Math.max(seenTime[user.partition], record.eventTime);
    }
    return new ActivityRecord(user.id, record.bytes, record.emission, user.partition, record.kind);
  }

  private Quota quota(double share, long acts, double from, Dice dice) {
    if (!config.bounded()) {
      return Quota.share(share / (1 - config.duplicateShare()), from, dice);
    }
    long count = Math.round(config.events() * share);
    double to = Math.max((double) acts - QUOTA_MARGIN, from);
    return Quota.exactly(count, from, to, dice);
  }

  /** Slots in the first milliseconds of the run, as if each day's were spread evenly. */
  private double slotsBefore(long millis) {
    long days = millis / Crowd.DAY_MILLIS;
    double part = (millis % Crowd.DAY_MILLIS) / (double) Crowd.DAY_MILLIS;
    double before = crowd.slotsBefore((int) days);
    return before + part * (crowd.slotsBefore((int) days + 1) - before);
  }

  private Dice dice(long purpose) {
    return Dice.of(config.seed(), purpose, 0);
  }

  /** A record between its act and its emission; {@code fault} is null unless malformed. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Underway(
      long emission,
      long departure,
      User user,
      Kind kind,
      MalformedKind fault,
      byte[] bytes,
      long eventTime)
      implements Comparable<Underway> {

    @Override
    public int compareTo(Underway other) {
      int byEmission = Long.compare(emission, other.emission);
      return byEmission != 0 ? byEmission : Long.compare(departure, other.departure);
    }
  }
}
