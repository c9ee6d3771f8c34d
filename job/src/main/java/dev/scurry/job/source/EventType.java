package dev.scurry.job.source;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Has Flink write events with their own serializer. */
final class EventType extends TypeInformation<Event> {
  private static final long serialVersionUID = 1L;

  /** Named by {@link Event}. */
  public static final class Factory extends TypeInfoFactory<Event> {
    @Override
    public TypeInformation<Event> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new EventType();
    }
  }

  @Override
  public TypeSerializer<Event> createSerializer(SerializerConfig config) {
    return EventSerializer.INSTANCE;
  }

  @Override
  @SuppressWarnings("deprecation") // Flink still declares it
  public TypeSerializer<Event> createSerializer(ExecutionConfig config) {
    return EventSerializer.INSTANCE;
  }

  @Override
  public Class<Event> getTypeClass() {
    return Event.class;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof EventType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventType;
  }

  @Override
  public int hashCode() {
    return EventType.class.hashCode();
  }

  @Override
  public String toString() {
    return "Event";
  }
}
