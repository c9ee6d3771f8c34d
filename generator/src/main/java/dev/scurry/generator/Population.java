package dev.scurry.generator;

import static dev.scurry.generator.EventType.COMMENT;
import static dev.scurry.generator.EventType.LIKE;
import static dev.scurry.generator.EventType.POST;
import static dev.scurry.generator.EventType.SHARE;
import static dev.scurry.generator.EventType.VIEW;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The personas of a run and what becomes of them. */
public record Population(List<Persona> personas, DriftSchedule drift) {

  public Population {
    personas = List.copyOf(personas);
    Set<String> names = new HashSet<>();
    for (Persona persona : personas) {
      if (!names.add(persona.name())) {
        throw new IllegalArgumentException("two personas are called " + persona.name());
      }
    }
    for (Drift change : drift.drifts()) {
      if (!names.contains(change.persona())) {
        throw new IllegalArgumentException("there is no persona " + change.persona());
      }
    }
    if (personas.isEmpty()) {
      throw new IllegalArgumentException("a population needs a persona");
    }
  }

  /**
   * Six personas at any time: night owls move to longer and busier nights, the newcomers die, and
   * the debaters are born in the same night.
   */
  public static Population standard() {
    return new Population(
        List.of(
            new Persona("lurker", 0.20, lurker()),
            new Persona("commenter", 0.17, commenter()),
            new Persona("creator", 0.16, creator()),
            new Persona("night-owl", 0.17, nightOwl()),
            new Persona("binge-viewer", 0.17, bingeViewer()),
            new Persona("newcomer", 0.06, newcomer()),
            new Persona("debater", 0.10, debater())),
        new DriftSchedule(
            List.of(
                new Drift.Move("night-owl", 0.25, 0.65, busyNightOwl()),
                new Drift.Death("newcomer", 0.4),
                new Drift.Birth("debater", 0.4))));
  }

  /** The standard personas without any change; all seven are there from the first day. */
  public static Population steady() {
    return new Population(standard().personas(), DriftSchedule.NONE);
  }

  private static Behaviour lurker() {
    return new Behaviour(20, Map.of(VIEW, 0.97, LIKE, 0.03), Behaviour.around(14.5, 3.4), 0.97, 8);
  }

  private static Behaviour commenter() {
    return new Behaviour(
        19, Map.of(VIEW, 0.54, COMMENT, 0.38, LIKE, 0.08), Behaviour.around(14, 2.8), 0.50, 22);
  }

  private static Behaviour creator() {
    return new Behaviour(
        13,
        Map.of(VIEW, 0.30, POST, 0.40, SHARE, 0.20, LIKE, 0.10),
        Behaviour.around(12, 2.4),
        0.90,
        65);
  }

  private static Behaviour nightOwl() {
    return new Behaviour(15, Map.of(VIEW, 0.75, LIKE, 0.25), Behaviour.around(3, 0.7), 0.45, 14);
  }

  private static Behaviour busyNightOwl() {
    return new Behaviour(20, Map.of(VIEW, 0.70, LIKE, 0.30), Behaviour.around(3.5, 0.7), 0.40, 18);
  }

  private static Behaviour bingeViewer() {
    return new Behaviour(30, Map.of(VIEW, 0.96, LIKE, 0.04), Behaviour.around(19, 1.3), 0.12, 45);
  }

  private static Behaviour newcomer() {
    return new Behaviour(7, Map.of(VIEW, 0.85, LIKE, 0.15), Behaviour.around(13, 3), 0.60, 5);
  }

  private static Behaviour debater() {
    return new Behaviour(
        26, Map.of(VIEW, 0.42, COMMENT, 0.53, LIKE, 0.05), Behaviour.around(17, 0.8), 0.12, 32);
  }
}
