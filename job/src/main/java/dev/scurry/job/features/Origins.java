package dev.scurry.job.features;

import dev.scurry.job.source.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;

/**
 * Where each of the events that were added up came from: should their slice be found closed, each
 * is told as late by itself, whole. Topic and type are written where they differ from those of the
 * event before.
 */
final class Origins {
  private static final int NEW_TOPIC = 1;
  private static final int NEW_TYPE = 2;
  private static final int HAS_ORIGINAL = 4;
  private static final int FIRST_BYTES = 256;

  private final DataOutputSerializer out = new DataOutputSerializer(FIRST_BYTES);
  private String topic;
  private String type;

  void add(Event event) {
    try {
      write(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Not in memory.
    }
  }

  private void write(Event event) throws IOException {
    int flags = Objects.equals(event.topic, topic) ? 0 : NEW_TOPIC;
    flags |= Objects.equals(event.type, type) ? 0 : NEW_TYPE;
    flags |= event.original == null ? 0 : HAS_ORIGINAL;
    out.writeByte(flags);
    out.writeLong(event.time);
    out.writeInt(event.partition);
    out.writeLong(event.offset);
    out.writeInt(event.original == null ? (int) event.length : event.original.length);
    if ((flags & NEW_TOPIC) != 0) {
      topic = event.topic;
      StringValue.writeString(topic, out);
    }
    if ((flags & NEW_TYPE) != 0) {
      type = event.type;
      StringValue.writeString(type, out);
    }
    if ((flags & HAS_ORIGINAL) != 0) {
      out.write(event.original);
    }
  }

  /** As of no events. */
  void clear() {
    out.clear();
    topic = null;
    type = null;
  }

  byte[] encode() {
    return out.getCopyOfBuffer();
  }

  /** The events, without the values that were added up. */
  static List<Event> read(byte[] bytes, String user) throws IOException {
    List<Event> events = new ArrayList<>();
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    String topic = null;
    String type = null;
    while (in.available() > 0) {
      int flags = in.readByte();
      Event event = new Event();
      event.user = user;
      event.time = in.readLong();
      event.partition = in.readInt();
      event.offset = in.readLong();
      event.length = in.readInt();
      topic = (flags & NEW_TOPIC) != 0 ? StringValue.readString(in) : topic;
      type = (flags & NEW_TYPE) != 0 ? StringValue.readString(in) : type;
      event.topic = topic;
      event.type = type;
      if ((flags & HAS_ORIGINAL) != 0) {
        event.original = new byte[(int) event.length];
        in.readFully(event.original);
      }
      events.add(event);
    }
    return events;
  }
}
