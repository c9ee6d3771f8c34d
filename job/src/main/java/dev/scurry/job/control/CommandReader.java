package dev.scurry.job.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.scurry.schema.ControlCommand;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Tells what a text asks for. A text may be a command, or an audit record, which stands for the
 * command in it and the window in which that was decided.
 */
final class CommandReader {

  /** Whom the features forget; everything else is decided by training. */
  static final String FORGET = "forget";

  /** So much of a text that is no command is kept. */
  private static final int LONGEST_TEXT = 4096;

  private CommandReader() {}

  /**
   * Reads a text.
   *
   * @param sequence of a command; an audit record brings its own
   * @return null where the text is blank
   */
  static ControlRecord read(byte[] text, long sequence) {
    String trimmed = new String(text, StandardCharsets.UTF_8).strip();
    if (trimmed.isEmpty()) {
      return null;
    }
    JsonNode tree = tree(trimmed);
    return tree != null && tree.hasNonNull("outcome") && tree.hasNonNull("window")
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
    return new ControlRecord(
        WireFormat.encode(command),
        window,
        command.command(),
        command.command().equals(FORGET) ? command.userId() : null,
        sequence);
  }

  private static ControlRecord noCommand(String text, long window, long sequence) {
    String kept = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    return new ControlRecord(
        kept.getBytes(StandardCharsets.UTF_8), window, ControlRecord.NO_COMMAND, null, sequence);
  }

  private static JsonNode tree(String text) {
    try {
      return WireFormat.mapper().readTree(text);
    } catch (IOException e) {
      return null;
    }
  }

  /** Null where it is none: no object, no word, or a field of the wrong type. */
  private static ControlCommand decoded(JsonNode tree) {
    if (!(tree instanceof ObjectNode)) {
      return null;
    }
    try {
      ControlCommand command = WireFormat.decode(WireFormat.encode(tree), ControlCommand.class);
      return command.command() == null || command.command().isBlank() ? null : command;
    } catch (UncheckedIOException e) {
      return null;
    }
  }
}
