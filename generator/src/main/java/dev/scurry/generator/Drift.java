package dev.scurry.generator;

/** Something that happens to a persona at a share (0 to 1) of the run. */
public sealed interface Drift {

  /** Name of the persona. */
  String persona();

  /** Its behaviour shifts linearly, from one share of the run to another, and then stays. */
  record Move(String persona, double from, double to, Behaviour target) implements Drift {
    public Move {
      requireShare(from);
      requireShare(to);
      if (from >= to) {
        throw new IllegalArgumentException("a move can't go from " + from + " to " + to);
      }
    }
  }

  /** Its users stop, all at the end of a day. */
  record Death(String persona, double at) implements Drift {
    public Death {
      requireShare(at);
    }
  }

  /** Its users come, all at the beginning of a day. */
  record Birth(String persona, double at) implements Drift {
    public Birth {
      requireShare(at);
    }
  }

  private static void requireShare(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share of the run is from 0 to 1, not " + share);
    }
  }
}
