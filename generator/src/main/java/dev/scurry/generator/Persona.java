package dev.scurry.generator;

/**
 * A kind of user.
 *
 * @param name its name in the ground truth
 * @param share weight > 0 of its users among all users
 */
public record Persona(String name, double share, Behaviour behaviour) {

  public Persona {
    if (name.isBlank() || name.contains(",") || name.contains("\"")) {
      throw new IllegalArgumentException("a persona can't be called '" + name + "'");
    }
    if (!(share > 0) || Double.isInfinite(share)) {
      throw new IllegalArgumentException("the share of " + name + " can't be " + share);
    }
  }
}
