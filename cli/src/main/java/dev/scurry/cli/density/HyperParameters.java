package dev.scurry.cli.density;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.scurry.schema.WireFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Parameters of an algorithm by scikit-learn's names. Every one has to be asked for; what is left
 * then is refused, so that a misspelt name is never silently without effect.
 */
public final class HyperParameters {

  /** Change the speed of scikit-learn, never a label. */
  private static final Set<String> OF_SPEED =
      Set.of("algorithm", "leaf_size", "n_jobs", "memory", "copy");

  private final Map<String, JsonNode> given = new TreeMap<>();
  private final Set<String> asked = new TreeSet<>();

  /** Of a JSON object. */
  public static HyperParameters of(String json) {
    HyperParameters parameters = new HyperParameters();
    JsonNode node;
    try {
      node = WireFormat.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new WrongParameterException("--hyper-params is no JSON: " + e.getOriginalMessage());
    }
    if (!node.isObject()) {
      throw new WrongParameterException(
          "--hyper-params must be a JSON object such as {\"eps\": 0.5}, not " + node);
    }
    node.fields().forEachRemaining(field -> parameters.given.put(field.getKey(), field.getValue()));
    return parameters;
  }

  /** Adds what an option of the command line says; null says nothing. */
  public void put(String option, String name, Number value) {
    if (value == null) {
      return;
    }
    JsonNode before = given.put(name, WireFormat.mapper().valueToTree(value));
    if (before != null) {
      throw new WrongParameterException(
          option + " and " + name + " of --hyper-params are the same: give one of them");
    }
  }

  /** A number of at least {@code least}; may be infinite where JSON can say so: as a text. */
  double number(String name, double unlessGiven, double least) {
    JsonNode value = value(name);
    if (value == null) {
      return unlessGiven;
    }
    boolean infinite = value.isTextual() && value.textValue().equalsIgnoreCase("inf");
    double number = infinite ? Double.POSITIVE_INFINITY : value.doubleValue();
    if (!(value.isNumber() || infinite) || !(number >= least)) {
      throw new WrongParameterException(
          "%s must be a number >= %s, not %s".formatted(name, plain(least), value));
    }
    return number;
  }

  double finite(String name, double unlessGiven, double least) {
    double number = number(name, unlessGiven, least);
    if (Double.isInfinite(number)) {
      throw new WrongParameterException(name + " must be finite");
    }
    return number;
  }

  int count(String name, int unlessGiven, int least) {
    JsonNode value = value(name);
    if (value == null) {
      return unlessGiven;
    }
    if (!value.canConvertToInt()
        || !value.canConvertToExactIntegral()
        || value.intValue() < least) {
      throw new WrongParameterException(
          "%s must be a whole number >= %d, not %s".formatted(name, least, value));
    }
    return value.intValue();
  }

  boolean flag(String name, boolean unlessGiven) {
    JsonNode value = value(name);
    if (value != null && !value.isBoolean()) {
      throw new WrongParameterException("%s must be true or false, not %s".formatted(name, value));
    }
    return value == null ? unlessGiven : value.booleanValue();
  }

  /** One of a few words; the first unless given. */
  String word(String name, String... words) {
    JsonNode value = value(name);
    if (value == null) {
      return words[0];
    }
    for (String word : words) {
      if (value.isTextual() && value.textValue().equals(word)) {
        return word;
      }
    }
    throw new WrongParameterException(
        "%s must be %s, not %s".formatted(name, String.join(" or ", words), value));
  }

  /** Refuses what nobody has asked for. */
  void refuseOthers(String algorithm) {
    for (String name : given.keySet()) {
      if (!asked.contains(name) && !OF_SPEED.contains(name)) {
        throw new WrongParameterException(
            "%s has no parameter '%s'; it has %s"
                .formatted(algorithm, name, String.join(", ", asked)));
      }
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
