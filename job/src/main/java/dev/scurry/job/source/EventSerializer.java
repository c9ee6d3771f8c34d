package dev.scurry.job.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Writes an event for the shuffle by user, which every event takes: texts as UTF-8 and its arrays
 * as they are, half the time of Flink's way with a POJO. No state holds an event.
 */
final class EventSerializer extends TypeSerializerSingleton<Event> {
  private static final long serialVersionUID = 1L;

  static final EventSerializer INSTANCE = new EventSerializer();

  private static final int ABSENT = -1;

  /** Of a text with surrogates: JSON escapes can make lone ones, which UTF-8 can't write. */
  private static final int SURROGATES = -2;

  @Override
  public void serialize(Event event, DataOutputView out) throws IOException {
    writeText(event.user, out);
    writeText(event.type, out);
    out.writeLong(event.time);
    writeLongs(event.values, event.hasValue, out);
    writeLongs(event.keys, event.hasKey, out);
    writeText(event.topic, out);
    out.writeInt(event.partition);
    out.writeLong(event.offset);
    writeBytes(event.original, out);
  }

  @Override
  public Event deserialize(DataInputView in) throws IOException {
    Event event = new Event();
    event.user = readText(in);
    event.type = readText(in);
    event.time = in.readLong();
    event.values = new long[in.readByte()];
    event.hasValue = readLongs(event.values, in);
    event.keys = new long[in.readByte()];
    event.hasKey = readLongs(event.keys, in);
    event.topic = readText(in);
    event.partition = in.readInt();
    event.offset = in.readLong();
    event.original = readBytes(in.readInt(), in);
    return event;
  }

  @Override
  public Event deserialize(Event reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  /** Nobody changes an event after it was emitted, so a copy shares what it holds. */
  @Override
  public Event copy(Event from) {
    return from;
  }

  @Override
  public Event copy(Event from, Event reuse) {
    return from;
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public Event createInstance() {
    return new Event();
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  /** Of no fixed length. */
  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializerSnapshot<Event> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Only those that are there; the others read as 0. */
  private static void writeLongs(long[] values, long present, DataOutputView out)
      throws IOException {
    out.writeByte(values.length);
    if (values.length > 0) {
      out.writeLong(present);
    }
    for (int i = 0; i < values.length; i++) {
      if ((present >>> i & 1) != 0) {
        out.writeLong(values[i]);
      }
    }
  }

  private static long readLongs(long[] into, DataInputView in) throws IOException {
    long present = into.length > 0 ? in.readLong() : 0;
    for (int i = 0; i < into.length; i++) {
      into[i] = (present >>> i & 1) != 0 ? in.readLong() : 0;
    }
    return present;
  }

  private static void writeText(String text, DataOutputView out) throws IOException {
    if (text != null && hasSurrogates(text)) {
      out.writeInt(SURROGATES);
      StringValue.writeString(text, out);
    } else {
      writeBytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8), out);
    }
  }

  private static boolean hasSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static String readText(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length == SURROGATES) {
      return StringValue.readString(in);
    }
    byte[] bytes = readBytes(length, in);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
    out.writeInt(bytes == null ? ABSENT : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static byte[] readBytes(int length, DataInputView in) throws IOException {
    if (length == ABSENT) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /** There is nothing to configure. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Event> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
