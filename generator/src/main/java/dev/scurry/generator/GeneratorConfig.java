package dev.scurry.generator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What to generate. Equal configurations give equal bytes.
 *
 * @param events records in all, late, duplicate and malformed ones included; {@link #UNBOUNDED} for
 *     ever
 * @param users synthetic users of all personas
 * @param days simulated days that the events spread over; where unbounded, the days of the drift
 * @param start first moment of the first day; a day of the run begins at its time of day
 * @param partitions of the topic; a user's records all go to one
 * @param lateShare share of the records that come after their slice of time is closed
 * @param duplicateShare share of the records that repeat another one
 * @param malformedShare share of the records that are no events
 * @param lateBy how far a late event lies, at least, behind what its partition has seen: it is late
 *     for every job whose slide and out-of-orderness together are not longer
 */
public record GeneratorConfig(
    long events,
    int users,
    int days,
    Instant start,
    long seed,
    int partitions,
    double lateShare,
    double duplicateShare,
    double malformedShare,
    Duration lateBy,
    Population population) {

  /** As {@code events}: no end. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  public static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

  /** Events of a user on a day, on average, where the number of users is not given. */
  static final int EVENTS_PER_USER_DAY = 12;

  /**
   * @throws IllegalArgumentException with every problem, one line each
   */
  public GeneratorConfig {
    List<String> problems = new ArrayList<>();
    require(problems, events >= 1, "events must be at least 1, not " + events);
    require(problems, users >= 1, "users must be at least 1, not " + users);
    require(problems, days >= 1 && days <= 3660, "days must be from 1 to 3660, not " + days);
    require(problems, partitions >= 1, "partitions must be at least 1, not " + partitions);
    requireShare(problems, "late-share", lateShare);
    requireShare(problems, "duplicate-share", duplicateShare);
    requireShare(problems, "malformed-share", malformedShare);
    require(
        problems,
        !(lateShare + duplicateShare + malformedShare > 0.5),
        "late, duplicate and malformed shares must not exceed 0.5 together");
    require(
        problems, !lateBy.isNegative() && !lateBy.isZero(), "late-by must be > 0, not " + lateBy);
    require(
        problems,
        lateShare == 0 || lateBy.compareTo(Duration.ofDays(days)) < 0,
        "late events need a run of more days than late-by; days is " + days);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  public boolean bounded() {
    return events != UNBOUNDED;
  }

  private static void requireShare(List<String> problems, String name, double share) {
    require(problems, share >= 0 && share <= 0.5, name + " must be from 0 to 0.5, not " + share);
  }

  private static void require(List<String> problems, boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }

  /** Starts from the defaults. */
  public static final class Builder {
    private long events = UNBOUNDED;
    private int users;
    private int days = 14;
    private Instant start = DEFAULT_START;
    private long seed = 1;
    private int partitions = 4;
    private double lateShare = 0.01;
    private double duplicateShare = 0.005;
    private double malformedShare = 0.005;
    private Duration lateBy = Duration.ofHours(30);
    private Population population = Population.standard();

    private Builder() {}

    public Builder events(long events) {
      this.events = events;
      return this;
    }

    /** 0 chooses: about twelve events a user and day, or 1,500 users where there is no end. */
    public Builder users(int users) {
      this.users = users;
      return this;
    }

    public Builder days(int days) {
      this.days = days;
      return this;
    }

    public Builder start(Instant start) {
      this.start = start;
      return this;
    }

    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    public Builder partitions(int partitions) {
      this.partitions = partitions;
      return this;
    }

    public Builder lateShare(double lateShare) {
      this.lateShare = lateShare;
      return this;
    }

    public Builder duplicateShare(double duplicateShare) {
      this.duplicateShare = duplicateShare;
      return this;
    }

    public Builder malformedShare(double malformedShare) {
      this.malformedShare = malformedShare;
      return this;
    }

    public Builder lateBy(Duration lateBy) {
      this.lateBy = lateBy;
      return this;
    }

    public Builder population(Population population) {
      this.population = population;
      return this;
    }

    /**
     * The configuration.
     *
     * @throws IllegalArgumentException with every problem, one line each
     */
    public GeneratorConfig build() {
      return new GeneratorConfig(
          events,
          users == 0 ? usersFor(events, days) : users,
          days,
          start,
          seed,
          partitions,
          lateShare,
          duplicateShare,
          malformedShare,
          lateBy,
          population);
    }

    private static int usersFor(long events, int days) {
      if (events == UNBOUNDED) {
        return 1500;
      }
      long users = events / Math.max(1, (long) days * EVENTS_PER_USER_DAY);
      return (int) Math.max(1, Math.min(users, 10_000_000));
    }
  }
}
