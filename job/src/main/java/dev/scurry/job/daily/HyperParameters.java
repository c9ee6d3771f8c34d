package dev.scurry.job.daily;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.scurry.schema.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Parameters of an algorithm by scikit-learn's names. Every one has to be asked for; what is left
 * then is a problem, so that a misspelt name is never silently without effect. Problems are
 * gathered, and thrown by {@link #check} all at once.
 */
public final class HyperParameters {

  /** Change the speed of scikit-learn, never a label. */
  private static final Set<String> OF_SPEED =
      Set.of("algorithm", "leaf_size", "n_jobs", "memory", "copy");

  private final String source;
  private final Map<String, JsonNode> given = new TreeMap<>();
  private final Set<String> asked = new TreeSet<>();
  private final Set<String> fixed = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  private HyperParameters(String source) {
    this.source = source;
  }

  /** None given. */
  public static HyperParameters none() {
    return new HyperParameters("");
  }

  /**
   * Of a JSON object.
   *
   * @param source what the JSON was given by, for messages
   */
  public static HyperParameters of(String source, String json) {
    HyperParameters parameters = new HyperParameters(source);
    try {
      parameters.take(WireFormat.mapper().readTree(json), json);
    } catch (JsonProcessingException e) {
      parameters.problem("%s is no JSON: %s".formatted(source, plainly(e)));
    }
    return parameters;
  }

  /** Without the place in a source that is one line. */
  static String plainly(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int place = message.indexOf(" (start marker at");
    return place < 0 ? message : message.substring(0, place);
  }

  private void take(JsonNode node, String json) {
    if (!node.isObject()) {
      problem(
          "%s must be a JSON object such as {\"eps\": 0.5}, not %s"
              .formatted(source, json.isBlank() ? "empty" : node));
      return;
    }
    node.fields().forEachRemaining(field -> given.put(field.getKey(), field.getValue()));
  }

  /** Adds what an option of the command line says; null says nothing. */
  public void put(String option, String name, Number value) {
    if (value == null) {
      return;
    }
    JsonNode before = given.put(name, WireFormat.mapper().valueToTree(value));
    if (before != null) {
      problem("%s and %s of %s are the same: give one of them".formatted(option, name, source));
    }
  }

  /** A number of at least {@code least}; may be infinite where JSON can say so: as a text. */
  public double number(String name, double unlessGiven, double least) {
    JsonNode value = value(name);
    if (value == null) {
      return unlessGiven;
    }
    boolean infinite = value.isTextual() && value.textValue().equalsIgnoreCase("inf");
    double number = infinite ? Double.POSITIVE_INFINITY : value.doubleValue();
    if (!(value.isNumber() || infinite) || !(number >= least)) {
      problem("%s must be a number >= %s, not %s".formatted(name, plain(least), value));
      return unlessGiven;
    }
    return number;
  }

  public double finite(String name, double unlessGiven, double least) {
    double number = number(name, unlessGiven, least);
    if (Double.isInfinite(number)) {
      problem(name + " must be finite");
      return unlessGiven;
    }
    return number;
  }

  public int count(String name, int unlessGiven, int least) {
    JsonNode value = value(name);
    if (value == null) {
      return unlessGiven;
    }
    if (!value.canConvertToInt()
        || !value.canConvertToExactIntegral()
        || value.intValue() < least) {
      String share = value.isFloatingPointNumber() ? ", a share of the points" : "";
      problem("%s must be a whole number >= %d, not %s%s".formatted(name, least, value, share));
      return unlessGiven;
    }
    return value.intValue();
  }

  public boolean flag(String name, boolean unlessGiven) {
    JsonNode value = value(name);
    if (value != null && !value.isBoolean()) {
      problem("%s must be true or false, not %s".formatted(name, value));
      return unlessGiven;
    }
    return value == null ? unlessGiven : value.booleanValue();
  }

  /** One of a few words; the first unless given. */
  public String word(String name, String... words) {
    JsonNode value = value(name);
    if (value == null) {
      return words[0];
    }
    for (String word : words) {
      if (value.isTextual() && value.textValue().equals(word)) {
        return word;
      }
    }
    problem("%s must be %s, not %s".formatted(name, String.join(" or ", words), value));
    return words[0];
  }

  /**
   * A name of scikit-learn's that can have its default only.
   *
   * @param one beside null; null where that is all
   */
  void onlyDefault(String name, Double one) {
    fixed.add(name);
    JsonNode value = given.get(name);
    boolean isDefault =
        value == null
            || value.isNull()
            || value.isNumber() && one != null && value.doubleValue() == one;
    if (!isDefault) {
      problem(
          "%s can only be %snull, not %s"
              .formatted(name, one == null ? "" : plain(one) + " or ", value));
    }
  }

  public void problem(String problem) {
    problems.add(problem);
  }

  /** What is wrong so far. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * Says that nothing more will be asked for.
   *
   * @throws WrongParameterException with every problem, and with every name that nobody asked for
   */
  void check(DensityAlgorithm algorithm) {
    for (String name : given.keySet()) {
      if (!asked.contains(name) && !fixed.contains(name) && !OF_SPEED.contains(name)) {
        problem(
            "%s has no parameter '%s'; it has %s"
                .formatted(algorithm, name, String.join(", ", asked)));
      }
    }
    if (!problems.isEmpty()) {
      throw new WrongParameterException(problems);
    }
  }

  /** JSON's null is scikit-learn's None: not given. */
  private JsonNode value(String name) {
    asked.add(name);
    JsonNode value = given.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
