package dev.scurry.job.training;

import dev.scurry.job.sink.OutputRecord;
import dev.scurry.schema.AuditRecord;
import dev.scurry.schema.Channel;
import dev.scurry.schema.ControlCommand;
import dev.scurry.schema.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What the audit says of a command. */
final class CourseAudit {

  private CourseAudit() {}

  /**
   * The record of a command.
   *
   * @param name of the model, which keys the record
   * @param refusal empty if it was accepted
   * @param done what it did then
   */
  static OutputRecord of(String name, CourseNote note, String refusal, String done) {
    ControlCommand command = note.command();
    boolean refused = !refusal.isEmpty();
    return OutputRecord.of(
        Channel.AUDIT,
        name,
        new AuditRecord(
            command,
            command == null ? new String(note.text, StandardCharsets.UTF_8) : null,
            refused ? AuditRecord.REFUSED : AuditRecord.ACCEPTED,
            refused ? refusal : done,
            Instant.ofEpochMilli(note.window).toString(),
            null,
            note.sequence,
            WireFormat.VERSION));
  }
}
