package dev.scurry.job.training;

import dev.scurry.job.StateFormat;
import dev.scurry.schema.ControlCommand;
import dev.scurry.schema.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * A command and the window from which it holds, on its way to the reducer or to a shard, ahead of
 * that window's watermark. A Flink POJO.
 */
public class CourseNote {

  /** The kind of a note that is no command: the window has features, and nothing learns them. */
  private static final String UNLEARNED = "unlearned window";

  /** The shard of a note to the reducer. */
  static final int REDUCER = -1;

  static final Comparator<CourseNote> IN_ORDER =
      Comparator.<CourseNote>comparingLong(note -> note.window)
          .thenComparingLong(note -> note.sequence);

  private static final int FORMAT = 1;

  public int shard;

  /** End of the window from which it holds, epoch milliseconds. */
  public long window;

  /** The command's place among all commands. */
  public long sequence;

  /** Position of the window's end in the unit of the half-life. */
  public long position;

  /** The command's first word; empty where the text is no command. */
  public String kind;

  /** Why it was refused; empty: it was not, so far. */
  public String refusal;

  /** The command as JSON, UTF-8, or what came instead of one. */
  public byte[] text;

  public CourseNote() {}

  CourseNote(long window, long sequence, String kind, byte[] text) {
    this.shard = REDUCER;
    this.window = window;
    this.sequence = sequence;
    this.kind = kind;
    this.refusal = "";
    this.text = text;
  }

  /** Learning is frozen in a window that has features. */
  static CourseNote unlearned(long window) {
    return new CourseNote(window, Long.MAX_VALUE, UNLEARNED, new byte[0]);
  }

  boolean isUnlearnedWindow() {
    return kind.equals(UNLEARNED);
  }

  CourseNote decided(long atPosition, String why) {
    CourseNote note = new CourseNote(window, sequence, kind, text);
    note.position = atPosition;
    note.refusal = why;
    return note;
  }

  CourseNote toShard(int number) {
    CourseNote note = decided(position, refusal);
    note.shard = number;
    return note;
  }

  /** Null where the text is none. */
  ControlCommand command() {
    return kind.isEmpty() ? null : WireFormat.decode(text, ControlCommand.class);
  }

  boolean refused() {
    return !refusal.isEmpty();
  }

  /** Format, shard, window, sequence, position; kind and refusal with their lengths; text. */
  byte[] encode() {
    byte[] word = kind.getBytes(StandardCharsets.UTF_8);
    byte[] why = refusal.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(
            4 * Integer.BYTES + 3 * Long.BYTES + word.length + why.length + text.length)
        .putInt(FORMAT)
        .putInt(shard)
        .putLong(window)
        .putLong(sequence)
        .putLong(position)
        .putInt(word.length)
        .put(word)
        .putInt(why.length)
        .put(why)
        .put(text)
        .array();
  }

  static CourseNote decode(byte[] stored) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    StateFormat.require(FORMAT, buffer.getInt(), "a command");
    int shard = buffer.getInt();
    long window = buffer.getLong();
    long sequence = buffer.getLong();
    long position = buffer.getLong();
    String kind = new String(bytes(buffer, buffer.getInt()), StandardCharsets.UTF_8);
    String refusal = new String(bytes(buffer, buffer.getInt()), StandardCharsets.UTF_8);
    CourseNote note = new CourseNote(window, sequence, kind, bytes(buffer, buffer.remaining()));
    note.shard = shard;
    note.position = position;
    note.refusal = refusal;
    return note;
  }

  private static byte[] bytes(ByteBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }
}
