package dev.scurry.job.training;

import dev.scurry.job.config.Settings;
import dev.scurry.job.sink.OutputRecord;
import dev.scurry.job.source.Excerpt;
import dev.scurry.schema.AuditRecord;
import dev.scurry.schema.Channel;
import dev.scurry.schema.ControlCommand;
import dev.scurry.schema.WireFormat;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;

/** What the audit says of commands; where users are pseudonyms, nothing that may name one. */
final class CourseAudit implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Pattern HASHED = Pattern.compile("[0-9]+ bytes, SHA-256 [0-9a-f]{64}");

  private final String name;
  private final boolean pseudonymsOnly;

  CourseAudit(Settings settings) {
    this.name = settings.name();
    this.pseudonymsOnly = settings.privacy().pseudonymise();
  }

  /**
   * The record of a command, keyed by the model's name.
   *
   * @param refusal empty if it was accepted
   * @param done what it did then
   */
  OutputRecord of(CourseNote note, String refusal, String done) {
    ControlCommand command = note.command();
    boolean refused = !refusal.isEmpty();
    return OutputRecord.of(
        Channel.AUDIT,
        name,
        new AuditRecord(
            command == null ? null : shown(command),
            command == null ? shown(note.text) : null,
            refused ? AuditRecord.REFUSED : AuditRecord.ACCEPTED,
            refused ? reason(command, refusal) : done,
            Instant.ofEpochMilli(note.window).toString(),
            null,
            note.sequence,
            WireFormat.VERSION));
  }

  private String reason(ControlCommand command, String refusal) {
    return pseudonymsOnly && command == null ? "this is no command" : refusal;
  }

  private ControlCommand shown(ControlCommand command) {
    return pseudonymsOnly && command.userId() != null ? withoutUser(command) : command;
  }

  private static ControlCommand withoutUser(ControlCommand command) {
    return new ControlCommand(
        command.id(),
        command.command(),
        command.version(),
        command.k(),
        command.halfLife(),
        null,
        command.who(),
        command.why(),
        command.effectiveFrom(),
        command.format());
  }

  /** What was shown by its hash once is so again where the audit is repeated. */
  private String shown(byte[] text) {
    String said = new String(text, StandardCharsets.UTF_8);
    return pseudonymsOnly && !HASHED.matcher(said).matches()
        ? text.length + " bytes, SHA-256 " + Excerpt.sha256Of(text)
        : said;
  }
}
