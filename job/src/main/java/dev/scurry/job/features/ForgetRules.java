package dev.scurry.job.features;

import dev.scurry.job.config.Pseudonyms;
import dev.scurry.job.config.Settings;
import dev.scurry.job.control.CommandTime;
import dev.scurry.job.control.ControlRecord;
import dev.scurry.job.control.Refusal;
import dev.scurry.job.control.Refusal.Reason;
import dev.scurry.job.source.UserId;
import dev.scurry.schema.AuditRecord;
import dev.scurry.schema.Channel;
import dev.scurry.schema.ControlCommand;
import dev.scurry.schema.WireFormat;
import java.time.Instant;
import java.util.List;

/** From which window a user is forgotten, and what the audit says of it. */
final class ForgetRules {

  private static final long NO_TIME = Long.MIN_VALUE;

  private final Settings.Window window;
  private final List<String> left;
  private final boolean pseudonymsOnly;

  ForgetRules(Settings settings) {
    this.window = settings.features().window();
    this.left = left(settings);
    this.pseudonymsOnly = settings.privacy().pseudonymise();
  }

  /** Why a command can't be followed, if it can't. */
  Refusal refusal(ControlCommand command) {
    if (command.userId() == null || command.userId().isEmpty()) {
      return Reason.BAD_VALUE.because("forget needs a user_id");
    }
    String problem = UserId.problemOf(command.userId());
    if (!problem.isEmpty()) {
      return Reason.BAD_VALUE.because("user_id " + problem);
    }
    if (pseudonymsOnly && !Pseudonyms.isLikeOne(command.userId())) {
      return Reason.BAD_VALUE.because(
          "user_id is no pseudonym; scurry control forget makes it of an id and the job's key");
    }
    return isTime(command.effectiveFrom())
        ? Refusal.NONE
        : Reason.BAD_VALUE.because(
            "effective_from is no time such as 2026-01-31T00:00:00Z: " + command.effectiveFrom());
  }

  /**
   * The end of the first window that the user is not in any more: the first one after what the
   * command asks for and after all that are closed; or the recorded one, where a command is
   * repeated.
   *
   * @param closedThrough {@link Long#MIN_VALUE} where no window has closed yet
   * @param firstSlice where none has closed and the command names no time, it is this one; null:
   *     one before all events
   */
  long windowEnd(
      ControlRecord record, ControlCommand command, long closedThrough, Long firstSlice) {
    long after = Math.max(closedThrough, asked(record, command));
    if (after == NO_TIME) {
      return firstSlice == null ? window.sliceEnd(CommandTime.FIRST) : firstSlice;
    }
    return window.sliceEnd(after);
  }

  AuditRecord accepted(Forget forget, boolean held) {
    return new AuditRecord(
        WireFormat.decode(forget.command(), ControlCommand.class),
        null,
        AuditRecord.ACCEPTED,
        held ? "what the features held is gone" : "the features held nothing",
        Instant.ofEpochMilli(forget.windowEnd()).toString(),
        left,
        forget.sequence(),
        WireFormat.VERSION);
  }

  /** Does not repeat what may be an id in the place of a pseudonym. */
  AuditRecord refused(ControlCommand command, String reason, long windowEnd, long sequence) {
    return new AuditRecord(
        pseudonymsOnly ? withoutUser(command) : command,
        null,
        AuditRecord.REFUSED,
        reason,
        Instant.ofEpochMilli(windowEnd).toString(),
        null,
        sequence,
        WireFormat.VERSION);
  }

  /** Refused again where the audit is repeated. */
  private static final String NOT_SHOWN = "(not shown)";

  private static ControlCommand withoutUser(ControlCommand command) {
    return new ControlCommand(
        command.id(),
        command.command(),
        null,
        null,
        null,
        command.userId() == null ? null : NOT_SHOWN,
        command.who(),
        command.why(),
        command.effectiveFrom(),
        command.format());
  }

  private static long asked(ControlRecord record, ControlCommand command) {
    if (!record.isFresh()) {
      return record.window - 1;
    }
    boolean told = command.effectiveFrom() != null && isTime(command.effectiveFrom());
    return told ? CommandTime.of(command.effectiveFrom()).getAsLong() : NO_TIME;
  }

  private static boolean isTime(String text) {
    if (text == null) {
      return true;
    }
    return CommandTime.of(text).isPresent();
  }

  private static List<String> left(Settings settings) {
    return List.of(
        "topic " + settings.source().topic(),
        topic(settings, Channel.LATE),
        topic(settings, Channel.DEAD_LETTER),
        topic(settings, Channel.SEGMENT_CHANGES),
        topic(settings, Channel.AUDIT),
        "topic " + settings.control().topic(),
        "checkpoints and savepoints taken before",
        "the tallies' sketch of distinct users: hashes, no ids",
        "the last window's sample of feature vectors in training, without ids",
        "features, distances, clusters and reports of days that are stored (scurry forget --day)");
  }

  private static String topic(Settings settings, Channel channel) {
    return "topic " + settings.sink().topicPrefix() + channel.topic();
  }
}
