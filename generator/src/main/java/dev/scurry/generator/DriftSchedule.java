package dev.scurry.generator;

import java.util.List;

/**
 * What happens to the personas in the course of a run. Births and deaths fall on the boundary of a
 * day, so that a user's last day is a whole one: a rest of a day would look like another persona's.
 */
public record DriftSchedule(List<Drift> drifts) {

  public static final DriftSchedule NONE = new DriftSchedule(List.of());

  public DriftSchedule {
    drifts = List.copyOf(drifts);
  }

  /** Whether a persona's users act on a day (0-based) of a run of so many days. */
  boolean alive(String persona, long day, int days) {
    for (Drift drift : drifts) {
      if (drift.persona().equals(persona) && hides(drift, day, days)) {
        return false;
      }
    }
    return true;
  }

  /** How a persona acts on a day. */
  Behaviour behaviour(Persona persona, long day, int days) {
    Behaviour now = persona.behaviour();
    for (Drift drift : drifts) {
      if (drift instanceof Drift.Move move && move.persona().equals(persona.name())) {
        double share = (day / (double) days - move.from()) / (move.to() - move.from());
        now = now.towards(move.target(), share);
      }
    }
    return now;
  }

  private static boolean hides(Drift drift, long day, int days) {
    if (drift instanceof Drift.Death death) {
      return day >= Math.round(death.at() * days);
    }
    return drift instanceof Drift.Birth birth && day < Math.round(birth.at() * days);
  }
}
