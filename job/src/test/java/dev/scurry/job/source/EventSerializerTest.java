package dev.scurry.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class EventSerializerTest {
  private static final List<String> TEXTS =
      List.of("u1", "", "\u00e9\u4e2d", "\ud83d\ude00", "lone \ud800", "\udfff", "?", "\u0000");

  private final TypeSerializer<Event> serializer =
      TypeInformation.of(Event.class).createSerializer(new SerializerConfigImpl());

  @Test
  void flink_usesItForEvents() {
    assertThat(serializer).isInstanceOf(EventSerializer.class);
  }

  @Test
  void read_givesWhatWasWritten() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      Event event = randomEvent(random);

      assertThat(throughBytes(event, false)).usingRecursiveComparison().isEqualTo(event);
      assertThat(throughBytes(event, true)).usingRecursiveComparison().isEqualTo(event);
    }
  }

  private Event throughBytes(Event event, boolean copied) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(event, out);
    if (copied) {
      DataInputDeserializer first = new DataInputDeserializer(out.getCopyOfBuffer());
      out = new DataOutputSerializer(64);
      serializer.copy(first, out);
    }
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    Event read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }

  private static Event randomEvent(Random random) {
    Event event = new Event();
    event.user = text(random);
    event.type = random.nextBoolean() ? null : text(random);
    event.time = random.nextLong();
    event.values = new long[random.nextInt(4)];
    event.hasValue = fill(event.values, random);
    event.keys = new long[random.nextInt(4) * 21];
    event.hasKey = fill(event.keys, random);
    event.topic = text(random);
    event.partition = random.nextInt();
    event.offset = random.nextLong();
    event.original = random.nextBoolean() ? null : text(random).getBytes(StandardCharsets.UTF_8);
    return event;
  }

  private static long fill(long[] values, Random random) {
    long present = 0;
    for (int i = 0; i < values.length; i++) {
      if (random.nextBoolean()) {
        values[i] = random.nextLong();
        present |= 1L << i;
      }
    }
    return present;
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
