package dev.scurry.job.source;

import dev.scurry.schema.DeadLetterReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * One partition's largest event time and where its records went. It alone decides what is late: an
 * event is, whole, when the end of its slice is at or before the partition's own bound.
 */
final class PartitionProgress {
  private static final int FORMAT = 1;
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final String partition;
  private long maxTime = Long.MIN_VALUE;

  /** Follows from the largest time; worked out when it is first asked for. */
  private long reached = UNKNOWN;

  private long in;
  private long accepted;
  private long late;
  private final TreeMap<String, Long> dead = new TreeMap<>();

  PartitionProgress(String partition) {
    this.partition = partition;
  }

  /**
   * Counts a record and decides about it. A record that carries the bound to a slice end tells
   * where the partition's records went.
   */
  void judge(SourceRecord source, SliceClock clock) {
    if (source.isDead()) {
      reject(DeadLetterReason.valueOf(source.reason));
      return;
    }
    long before = reached(clock);
    source.late = !offer(source.event.time, clock);
    if (reached(clock) > before) {
      source.tally = tally(reached(clock));
    }
  }

  /** Counts an event; true: it is in time, and its time moves the bound. */
  boolean offer(long time, SliceClock clock) {
    in++;
    if (clock.sliceEnd(time) <= reached(clock)) {
      late++;
      return false;
    }
    accepted++;
    if (time > maxTime) {
      maxTime = time;
      reached = clock.reached(time);
    }
    return true;
  }

  /** Counts a dead letter, which never moves the bound. */
  void reject(DeadLetterReason reason) {
    in++;
    dead.merge(reason.word(), 1L, Long::sum);
  }

  /** The slice end that the bound has reached; {@link Long#MIN_VALUE} before the first event. */
  long reached(SliceClock clock) {
    if (reached == UNKNOWN) {
      reached = maxTime == Long.MIN_VALUE ? Long.MIN_VALUE : clock.reached(maxTime);
    }
    return reached;
  }

  PartitionTally tally(long reached) {
    PartitionTally tally = new PartitionTally();
    tally.partition = partition;
    tally.reached = reached;
    tally.in = in;
    tally.accepted = accepted;
    tally.late = late;
    tally.deadReasons = dead.keySet().toArray(new String[0]);
    tally.dead = dead.values().stream().mapToLong(Long::longValue).toArray();
    return tally;
  }

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeUTF(partition);
      out.writeLong(maxTime);
      out.writeLong(in);
      out.writeLong(accepted);
      out.writeLong(late);
      out.writeInt(dead.size());
      for (Map.Entry<String, Long> entry : dead.entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeLong(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static PartitionProgress decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalStateException("progress of a partition in unknown format " + format);
      }
      PartitionProgress progress = new PartitionProgress(in.readUTF());
      progress.maxTime = in.readLong();
      progress.in = in.readLong();
      progress.accepted = in.readLong();
      progress.late = in.readLong();
      for (int left = in.readInt(); left > 0; left--) {
        progress.dead.put(in.readUTF(), in.readLong());
      }
      return progress;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
