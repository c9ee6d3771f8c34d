package dev.scurry.schema;

import java.util.List;

/**
 * What became of a command. A job that is given the audit of another over the same events repeats
 * each command in the window in which it was decided.
 *
 * @param command null where the text was none
 * @param text the text, where it was no command
 * @param outcome {@code accepted} or {@code refused}
 * @param reason why it was refused, or what an accepted one did
 * @param window end of the window at which it was decided and from which it holds, ISO-8601 UTC
 * @param leftToRetention for {@code forget}: what the job can't clear and only retention will; else
 *     null
 * @param sequence place of the command among those that the job was given: 1, 2, ...; those of one
 *     window hold in this order
 */
public record AuditRecord(
    ControlCommand command,
    String text,
    String outcome,
    String reason,
    String window,
    List<String> leftToRetention,
    long sequence,
    int format) {

  public static final String ACCEPTED = "accepted";
  public static final String REFUSED = "refused";
}
