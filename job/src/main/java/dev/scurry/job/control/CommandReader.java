package dev.scurry.job.control;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.scurry.schema.ControlCommand;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;

/**
 * Tells what a text asks for. A text may be a command, or an audit record, which stands for the
 * command in it and the window in which that was decided.
 */
public final class CommandReader {

  /** Whom the features forget; everything else is decided by training. */
  static final String FORGET = "forget";

  /** So much of a text that is no command is kept. */
  private static final int LONGEST_TEXT = 4096;

  /** A longer one might not fit into its audit's record. */
  private static final int MOST_BYTES = 1 << 16;

  private static final List<String> FIELDS =
      List.of(
          "id",
          "command",
          "version",
          "k",
          "half_life",
          "user_id",
          "who",
          "why",
          "effective_from",
          "format");

  private static final List<String> NUMBERS = List.of("version", "format");

  private static final ObjectReader STRICT =
      WireFormat.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private CommandReader() {}

  /**
   * Reads a text.
   *
   * @param sequence of a command; an audit record brings its own
   * @param repeats whether audit records are repeated; else they are no commands
   * @return null where the text is blank
   */
  static ControlRecord read(byte[] text, long sequence, boolean repeats) {
    String trimmed = new String(text, StandardCharsets.UTF_8).strip();
    if (trimmed.isEmpty()) {
      return null;
    }
    JsonNode tree = tree(trimmed);
    return repeats && tree != null && tree.hasNonNull("outcome") && tree.hasNonNull("window")
        ? repeated(tree, trimmed, sequence)
        : command(tree, trimmed, ControlRecord.FRESH, sequence);
  }

  private static ControlRecord repeated(JsonNode audit, String text, long sequence) {
    try {
      long window = Instant.parse(audit.get("window").asText()).toEpochMilli();
      long place = audit.path("sequence").asLong(sequence);
      JsonNode command = audit.get("command");
      return command == null
          ? noCommand(audit.path("text").asText(), window, place)
          : command(command, command.toString(), window, place);
    } catch (DateTimeParseException e) {
      return noCommand(text, ControlRecord.FRESH, sequence);
    }
  }

  private static ControlRecord command(JsonNode tree, String text, long window, long sequence) {
    ControlCommand command = decoded(tree);
    if (command == null) {
      return noCommand(text, window, sequence);
    }
    byte[] encoded = WireFormat.encode(command);
    if (encoded.length > MOST_BYTES) {
      return noCommand(text, window, sequence);
    }
    return new ControlRecord(
        encoded,
        window,
        command.command(),
        command.command().equals(FORGET) ? whom(command) : null,
        sequence);
  }

  /** Empty where it is not said, which is refused. */
  private static String whom(ControlCommand command) {
    return command.userId() == null ? "" : command.userId();
  }

  private static ControlRecord noCommand(String text, long window, long sequence) {
    String kept = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    return new ControlRecord(
        kept.getBytes(StandardCharsets.UTF_8), window, ControlRecord.NO_COMMAND, null, sequence);
  }

  /** Null where it is none. */
  private static JsonNode tree(String text) {
    try {
      return STRICT.readTree(text);
    } catch (IOException e) {
      return null;
    }
  }

  /** Why a text is no command, in words; empty if it is one. */
  public static String problemOf(byte[] text) {
    return text.length >= LONGEST_TEXT
        ? "this is no command, or one of more than " + MOST_BYTES + " bytes"
        : problemOf(tree(new String(text, StandardCharsets.UTF_8)));
  }

  private static String problemOf(JsonNode tree) {
    if (tree == null) {
      return "this is not JSON";
    }
    if (!tree.isObject()) {
      return "this is no JSON object";
    }
    for (Iterator<String> names = tree.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        return "a command has no field " + name + "; it has " + String.join(", ", FIELDS);
      }
    }
    if (!tree.path("command").isTextual() || tree.path("command").asText().isBlank()) {
      return "this does not say which command it is";
    }
    for (String number : NUMBERS) {
      if (tree.hasNonNull(number) && !isWhole(tree.get(number), number)) {
        return number + " is no whole number";
      }
    }
    for (String name : FIELDS) {
      if (tree.path(name).isContainerNode()) {
        return name + " is neither a text nor a number";
      }
    }
    return "";
  }

  private static boolean isWhole(JsonNode value, String name) {
    return value.isIntegralNumber()
        && (name.equals("version") ? value.canConvertToLong() : value.canConvertToInt());
  }

  private static ControlCommand decoded(JsonNode tree) {
    return problemOf(tree).isEmpty()
        ? WireFormat.decode(WireFormat.encode(tree), ControlCommand.class)
        : null;
  }
}
