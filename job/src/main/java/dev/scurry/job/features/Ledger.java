package dev.scurry.job.features;

import dev.scurry.job.source.PartitionTally;
import dev.scurry.job.source.Rejects;
import dev.scurry.schema.Tally;
import dev.scurry.schema.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.theta.UpdateSketch;

/**
 * Where every event went, from the beginning: the books of the job.
 *
 * <p>A window's tally takes from each partition what it had told when its bound reached the
 * window's end, whatever it has told since; from a partition that did not get so far, what it told
 * last. So a tally is a function of the log. What the features have counted is booked when the
 * window closes. Users are counted by a theta sketch of 65,536 entries, brought to its smallest
 * form before it is read, so that the estimate depends on the users alone.
 */
final class Ledger {
  private static final int FORMAT = 2;
  private static final int SKETCH_ENTRIES = 65_536;

  /** By partition, by the slice end that it had reached. */
  private final TreeMap<String, TreeMap<Long, PartitionTally>> partitions = new TreeMap<>();

  /** What the features have counted in windows that are not closed here yet. */
  private final TreeMap<Long, List<FeatureCount>> open = new TreeMap<>();

  /** Ends of windows that will have a tally. */
  private final TreeSet<Long> due = new TreeSet<>();

  private long closedThrough = Long.MIN_VALUE;
  private long eventsInFeatures;
  private long forgotten;
  private long idle;
  private UpdateSketch users = UpdateSketch.builder().setNominalEntries(SKETCH_ENTRIES).build();

  void book(PartitionTally tally) {
    partitions
        .computeIfAbsent(tally.partition, partition -> new TreeMap<>())
        .merge(tally.reached, tally, (a, b) -> a.in >= b.in ? a : b);
    addDue(tally.reached);
  }

  void book(FeatureCount count) {
    idle += count.idle;
    if (count.windowEnd != Long.MIN_VALUE) {
      open.computeIfAbsent(count.windowEnd, end -> new ArrayList<>()).add(count);
      addDue(count.windowEnd);
    }
  }

  /** The tallies of the windows that end by a time, and that there is something to tell of. */
  List<Tally> close(long through) {
    List<Tally> tallies = new ArrayList<>();
    while (!due.isEmpty() && due.first() <= through) {
      long end = due.pollFirst();
      bookFeatures(end);
      tallies.add(tally(end, Instant.ofEpochMilli(end).toString()));
      forgetBefore(end);
    }
    closedThrough = Math.max(closedThrough, through);
    return tallies;
  }

  /** The tally of everything, after the end of bounded input. */
  Tally last() {
    return tally(Long.MAX_VALUE, null);
  }

  private void addDue(long end) {
    if (end > closedThrough && end != Long.MAX_VALUE) {
      due.add(end);
    }
  }

  private void bookFeatures(long through) {
    while (!open.isEmpty() && open.firstKey() <= through) {
      for (FeatureCount count : open.pollFirstEntry().getValue()) {
        eventsInFeatures += count.newEvents;
        forgotten += count.forgotten;
        for (long user : count.users) {
          users.update(user);
        }
      }
    }
  }

  private void forgetBefore(long end) {
    for (TreeMap<Long, PartitionTally> told : partitions.values()) {
      told.headMap(at(told, end).reached, false).clear();
    }
  }

  private static PartitionTally at(NavigableMap<Long, PartitionTally> told, long end) {
    Map.Entry<Long, PartitionTally> entry = told.ceilingEntry(end);
    return entry == null ? told.lastEntry().getValue() : entry.getValue();
  }

  private Tally tally(long end, String windowEnd) {
    long in = 0;
    long accepted = -idle;
    TreeMap<String, Long> late = new TreeMap<>();
    TreeMap<String, Long> dead = new TreeMap<>();
    for (TreeMap<Long, PartitionTally> told : partitions.values()) {
      PartitionTally tally = at(told, end);
      in += tally.in;
      accepted += tally.accepted;
      addIfAny(late, Rejects.LATE, tally.late);
      for (int i = 0; i < tally.dead.length; i++) {
        addIfAny(dead, tally.deadReasons[i], tally.dead[i]);
      }
    }
    addIfAny(late, Rejects.IDLE, idle);
    return new Tally(
        windowEnd,
        in,
        accepted,
        late,
        dead,
        eventsInFeatures,
        forgotten,
        userCount(),
        WireFormat.VERSION);
  }

  private long userCount() {
    users.rebuild();
    return Math.round(users.getEstimate());
  }

  private static void addIfAny(Map<String, Long> counts, String reason, long count) {
    if (count > 0) {
      counts.merge(reason, count, Long::sum);
    }
  }

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeLong(closedThrough);
      out.writeLong(eventsInFeatures);
      out.writeLong(forgotten);
      out.writeLong(idle);
      byte[] sketch = users.toByteArray();
      out.writeInt(sketch.length);
      out.write(sketch);
      writePartitions(out);
      writeOpen(out);
      out.writeInt(due.size());
      for (long end : due) {
        out.writeLong(end);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Ledger decode(byte[] bytes) {
    Ledger ledger = new Ledger();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int format = in.readByte();
      Formats.check(Math.max(format, FORMAT), FORMAT, "ledger");
      ledger.closedThrough = in.readLong();
      ledger.eventsInFeatures = in.readLong();
      ledger.forgotten = format < FORMAT ? 0 : in.readLong();
      ledger.idle = in.readLong();
      ledger.users = UpdateSketch.heapify(Memory.wrap(in.readNBytes(in.readInt())));
      for (int left = in.readInt(); left > 0; left--) {
        ledger.book(readTally(in));
      }
      for (int left = in.readInt(); left > 0; left--) {
        ledger.book(readCount(in, format));
      }
      ledger.due.clear();
      for (int left = in.readInt(); left > 0; left--) {
        ledger.due.add(in.readLong());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ledger;
  }

  private void writePartitions(DataOutputStream out) throws IOException {
    List<PartitionTally> all =
        partitions.values().stream().flatMap(told -> told.values().stream()).toList();
    out.writeInt(all.size());
    for (PartitionTally tally : all) {
      out.writeUTF(tally.partition);
      out.writeLong(tally.reached);
      out.writeLong(tally.in);
      out.writeLong(tally.accepted);
      out.writeLong(tally.late);
      out.writeInt(tally.dead.length);
      for (int i = 0; i < tally.dead.length; i++) {
        out.writeUTF(tally.deadReasons[i]);
        out.writeLong(tally.dead[i]);
      }
    }
  }

  private static PartitionTally readTally(DataInputStream in) throws IOException {
    PartitionTally tally = new PartitionTally();
    tally.partition = in.readUTF();
    tally.reached = in.readLong();
    tally.in = in.readLong();
    tally.accepted = in.readLong();
    tally.late = in.readLong();
    int reasons = in.readInt();
    tally.deadReasons = new String[reasons];
    tally.dead = new long[reasons];
    for (int i = 0; i < reasons; i++) {
      tally.deadReasons[i] = in.readUTF();
      tally.dead[i] = in.readLong();
    }
    return tally;
  }

  private void writeOpen(DataOutputStream out) throws IOException {
    List<FeatureCount> all = open.values().stream().flatMap(List::stream).toList();
    out.writeInt(all.size());
    for (FeatureCount count : all) {
      out.writeLong(count.windowEnd);
      out.writeLong(count.newEvents);
      out.writeLong(count.forgotten);
      out.writeInt(count.users.length);
      for (long user : count.users) {
        out.writeLong(user);
      }
    }
  }

  private static FeatureCount readCount(DataInputStream in, int format) throws IOException {
    long windowEnd = in.readLong();
    long newEvents = in.readLong();
    long forgotten = format < FORMAT ? 0 : in.readLong();
    long[] users = new long[in.readInt()];
    for (int i = 0; i < users.length; i++) {
      users[i] = in.readLong();
    }
    return new FeatureCount(windowEnd, newEvents, users, forgotten, 0);
  }
}
