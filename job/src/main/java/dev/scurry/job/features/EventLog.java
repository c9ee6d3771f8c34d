package dev.scurry.job.features;

import dev.scurry.job.source.Event;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events of one user and slice in the order in which they came, as bytes one behind the other. To
 * write one touches a line of memory or two, where its sums, sets and extremes lie on twenty; those
 * are made of all events at once when the slice goes on.
 */
final class EventLog {
  private static final int FIRST_BYTES = 512;
  private static final int NO_ORIGINAL = -1;

  /** Of every event: partition, offset, length, time, topic, type, original or not. */
  private static final int FIXED_BYTES = 3 * Integer.BYTES + 2 * Long.BYTES + 2 * Character.BYTES;

  private ByteBuffer bytes = ByteBuffer.allocate(FIRST_BYTES);

  /** Topics and types by number: few of them in very many events. */
  static final class Words {
    private final Map<String, Character> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private int bytes;

    /**
     * @param text may be null
     */
    private char number(String text) {
      Character known = numbers.get(text);
      if (known != null) {
        return known;
      }
      char added = (char) texts.size();
      texts.add(text);
      bytes += text == null ? 0 : Character.BYTES * text.length();
      numbers.put(text, added);
      return added;
    }

    private String text(char number) {
      return texts.get(number);
    }

    int size() {
      return texts.size();
    }

    /** That the texts take at most. */
    int bytes() {
      return bytes;
    }

    void clear() {
      bytes = 0;
      numbers.clear();
      texts.clear();
    }
  }

  /**
   * Adds an event; returns the bytes that it took.
   *
   * @param words at most 65,536; the same as long as this log has events
   */
  int add(Event event, Words words) {
    int size = size(event);
    ensureRoom(size);
    bytes
        .putInt(event.partition)
        .putLong(event.offset)
        .putInt((int) event.length)
        .putLong(event.time)
        .putChar(words.number(event.topic))
        .putChar(words.number(event.type));
    put(event.hasKey, event.keys);
    put(event.hasValue, event.values);
    bytes.putInt(event.original == null ? NO_ORIGINAL : event.original.length);
    if (event.original != null) {
      bytes.put(event.original);
    }
    return size;
  }

  /** In bytes. */
  int size() {
    return bytes.position();
  }

  /** What was written, to be {@linkplain #read read} from its beginning. */
  ByteBuffer reader() {
    return bytes.duplicate().flip();
  }

  /**
   * Reads the next event.
   *
   * @param into overwritten but for its user; its arrays are as long as those that were written
   */
  static void read(ByteBuffer from, Words words, Event into) {
    into.partition = from.getInt();
    into.offset = from.getLong();
    into.length = from.getInt();
    into.time = from.getLong();
    into.topic = words.text(from.getChar());
    into.type = words.text(from.getChar());
    into.hasKey = get(from, into.keys);
    into.hasValue = get(from, into.values);
    int length = from.getInt();
    into.original = length == NO_ORIGINAL ? null : new byte[length];
    if (length != NO_ORIGINAL) {
      from.get(into.original);
    }
  }

  private static int size(Event event) {
    return FIXED_BYTES
        + size(event.keys)
        + size(event.values)
        + (event.original == null ? 0 : event.original.length);
  }

  private static int size(long[] numbers) {
    return numbers.length == 0 ? 0 : Long.BYTES * (1 + numbers.length);
  }

  private void put(long there, long[] numbers) {
    if (numbers.length > 0) {
      bytes.putLong(there);
      for (long number : numbers) {
        bytes.putLong(number);
      }
    }
  }

  private static long get(ByteBuffer from, long[] numbers) {
    if (numbers.length == 0) {
      return 0;
    }
    long there = from.getLong();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = from.getLong();
    }
    return there;
  }

  private void ensureRoom(int more) {
    if (bytes.remaining() < more) {
      int room = Math.max(bytes.position() + more, 2 * bytes.capacity());
      bytes = ByteBuffer.allocate(room).put(bytes.flip());
    }
  }
}
