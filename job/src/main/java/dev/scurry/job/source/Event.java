package dev.scurry.job.source;

/**
 * An activity event, cut down to what the declared features need. A Flink POJO; it stays in the
 * task that reads it, and nobody changes one after it was emitted.
 */
public class Event {
  public String user;

  /** Null where the input has none. */
  public String type;

  /** Epoch milliseconds. */
  public long time;

  /** Numbers in fixed point of 1e-6, one a {@linkplain EventLayout#numericSlot numeric slot}. */
  public long[] values;

  /** Bit i: {@code values[i]} is there. */
  public long hasValue;

  /** Hashes of what is counted, one a {@linkplain EventLayout#distinctSlot distinct slot}. */
  public long[] keys;

  /** Bit i: {@code keys[i]} is there. */
  public long hasKey;

  /** Topic, or path of the file. */
  public String topic;

  public int partition;
  public long offset;

  /**
   * The record's bytes, null unless the input is live: then the event may still be found late
   * behind the shuffle, because its partition had idled.
   */
  public byte[] original;

  /** How many bytes the record had. */
  public long length;

  public Event() {}

  public boolean hasValue(int slot) {
    return (hasValue >>> slot & 1) != 0;
  }

  public boolean hasKey(int slot) {
    return (hasKey >>> slot & 1) != 0;
  }
}
