package dev.scurry.job.control;

/** A command on its way to whoever decides it. A Flink POJO. */
public class ControlRecord {

  /** The window of a command that nobody has decided yet. */
  public static final long FRESH = Long.MIN_VALUE;

  /** The kind of a text that is no command. */
  public static final String NO_COMMAND = "";

  /** Its {@link dev.scurry.schema.ControlCommand} as JSON, UTF-8; or what came instead of one. */
  public byte[] text;

  /** End of the window in which it was decided, if this repeats an audit; else {@link #FRESH}. */
  public long window;

  /** The command's first word; {@link #NO_COMMAND} where the text is none. */
  public String kind;

  /** Whom to forget; else null. */
  public String user;

  /** Its place among the commands: 1, 2, ...; in a repeated audit the one that it had. */
  public long sequence;

  public ControlRecord() {}

  public ControlRecord(byte[] text, long window, String kind, String user, long sequence) {
    this.text = text;
    this.window = window;
    this.kind = kind;
    this.user = user;
    this.sequence = sequence;
  }

  /** Whether nobody has decided yet from which window it holds. */
  public boolean isFresh() {
    return window == FRESH;
  }
}
