package dev.scurry.generator;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All users of a run, and how many acts each has on a day.
 *
 * <p>A user's activity on a day is a weight: his persona's rate on that day times his own factor
 * times a lognormal one of the day; 0 when his persona is not alive or he takes the day off. The
 * weights of all (day, user), in that order, make one cumulative sum W. Scaled so that its end is
 * the number of slots asked for, a user's acts on a day are the difference of the rounded sum
 * before and after him. So the total is exact, each count is within one of its share, and nothing
 * has to be kept: a first pass adds the weights up, and each day draws the same ones again.
 */
final class Crowd {

  static final long DAY_MILLIS = 86_400_000;

  static final long USER_DICE = 1;
  static final long CAST_DICE = 2;
  static final long LATE_DICE = 3;
  static final long DUPLICATE_DICE = 4;
  static final long MALFORMED_DICE = 5;
  static final long TRANSPORT_DICE = 6;
  private static final long DAY_DICE = 1L << 32;

  private static final double DAY_SPREAD = 0.20;
  private static final double DAY_OFF = 0.03;

  private final GeneratorConfig config;
  private final List<Persona> personas;
  private final User[] users;
  private final double scale;
  private double cumulative;
  private long planned;

  /**
   * @param slots acts in all; where unbounded, the default number for a user and day
   */
  Crowd(GeneratorConfig config, long slots) {
    this.config = config;
    this.personas = config.population().personas();
    this.users = cast();
    double total = config.bounded() ? weightUpTo(config.days()) : dayWeight(0);
    boolean goesOn = config.bounded() || dayWeight(config.days()) > 0;
    if (!(total > 0) || !goesOn) {
      throw new IllegalArgumentException("nobody of the population is active");
    }
    double wanted =
        config.bounded() ? slots : (double) users.length * GeneratorConfig.EVENTS_PER_USER_DAY;
    this.scale = wanted / total;
  }

  int size() {
    return users.length;
  }

  User user(int index) {
    return users[index];
  }

  List<Persona> personas() {
    return personas;
  }

  Map<String, Integer> usersByPersona() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    personas.forEach(p -> counts.put(p.name(), 0));
    for (User user : users) {
      counts.merge(personaOf(user), 1, Integer::sum);
    }
    return Collections.unmodifiableMap(counts);
  }

  String personaOf(User user) {
    return personas.get(user.persona).name();
  }

  /** Acts of all users before a day; only for days that are planned or of a bounded run. */
  double slotsBefore(int day) {
    return weightUpTo(day) * scale;
  }

  /** Begins a day for everyone who has something to do on it. */
  void beginDay(long day, Consumer<User> active) {
    long start = config.start().toEpochMilli() + day * DAY_MILLIS;
    Habits[] habits = habitsOn(day);
    for (User user : users) {
      cumulative += weight(user, day, habits[user.persona]);
      long acts = Math.round(cumulative * scale) - planned;
      if (acts > 0) {
        planned += acts;
        user.beginDay(start, acts, habits[user.persona]);
        active.accept(user);
      }
    }
  }

  /** The same additions in the same order as by {@link #beginDay}, so that the sums are equal. */
  private double weightUpTo(int days) {
    double sum = 0;
    for (int day = 0; day < days; day++) {
      sum = addDay(sum, day);
    }
    return sum;
  }

  private double dayWeight(int day) {
    return addDay(0, day);
  }

  private double addDay(double before, int day) {
    double sum = before;
    Habits[] habits = habitsOn(day);
    for (User user : users) {
      sum += weight(user, day, habits[user.persona]);
    }
    return sum;
  }

  private double weight(User user, long day, Habits habits) {
    if (habits == null) {
      return 0;
    }
    Dice dice = Dice.of(config.seed(), DAY_DICE + user.index, day);
    boolean off = day > 0 && dice.uniform() < DAY_OFF;
    return off ? 0 : habits.eventsPerDay * user.rate * dice.lognormal(DAY_SPREAD);
  }

  /** By persona; null where it is not alive. */
  private Habits[] habitsOn(long day) {
    DriftSchedule drift = config.population().drift();
    Habits[] habits = new Habits[personas.size()];
    for (int p = 0; p < habits.length; p++) {
      Persona persona = personas.get(p);
      if (drift.alive(persona.name(), day, config.days())) {
        habits[p] = new Habits(drift.behaviour(persona, day, config.days()));
      }
    }
    return habits;
  }

  /** Gives every user a persona: as many as its share says, in random order. */
  private User[] cast() {
    int[] roles = roles(config.users());
    Dice dice = Dice.of(config.seed(), CAST_DICE, 0);
    User[] cast = new User[roles.length];
    for (int i = 0; i < roles.length; i++) {
      int j = i + dice.below(roles.length - i);
      int role = roles[j];
      roles[j] = roles[i];
      cast[i] = new User(i, role, config);
    }
    return cast;
  }

  private int[] roles(int count) {
    double total = personas.stream().mapToDouble(Persona::share).sum();
    int[] roles = new int[count];
    double share = 0;
    int from = 0;
    for (int p = 0; p < personas.size(); p++) {
      share += personas.get(p).share();
      int to = p == personas.size() - 1 ? count : (int) Math.round(share / total * count);
      Arrays.fill(roles, from, to, p);
      from = to;
    }
    return roles;
  }
}
