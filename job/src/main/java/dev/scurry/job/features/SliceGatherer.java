package dev.scurry.job.features;

import dev.scurry.job.config.Settings;
import dev.scurry.job.source.Event;
import dev.scurry.job.source.EventLayout;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Adds up the events of each user and slice in the task that reads them, so that one record of many
 * events takes the shuffle by user, and a user who does a lot loads no single task. Sums of whole
 * numbers and sets do not depend on how they were put together, so the features are the same.
 *
 * <p>A slice goes on ahead of the watermark that closes it; all that is gathered does ahead of word
 * that this task is idle and of every checkpoint's barrier, and when it is a lot. Nothing of it is
 * state.
 *
 * <p>Events are gathered only ahead of this task's own watermark, which holds back the windows that
 * they belong to: not before it has one. Once the task was idle the others may close windows
 * without asking, so from then on nothing waits for longer than a moment.
 */
final class SliceGatherer extends AbstractStreamOperator<SliceEvents>
    implements OneInputStreamOperator<Event, SliceEvents>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private static final int MOST_SLICES = 4096;

  private static final int MOST_SLICES_OF_A_USER = 64;
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_WORDS = 4096;

  /** Once this task was idle. */
  private static final long MOST_WAIT_MS = 100;

  private final Settings settings;
  private final int mostSlices;

  private transient Settings.Window window;
  private transient FeatureProgram program;

  /** By user, the newest slice first: he has one, or two around a slice's end. */
  private transient Map<String, Gathered> users;

  private transient EventLog.Words words;
  private transient int slices;
  private transient int bytes;
  private transient long watermark;
  private transient boolean flushesSoon;
  private transient boolean wasIdle;

  /** One event of those that are being added up. */
  private transient Event event;

  /** All of them. */
  private transient SliceAccumulator slice;

  private transient Origins origins;

  /**
   * @param depth number of the slices from this one on
   */
  private record Gathered(long sliceEnd, EventLog events, Gathered next, int depth) {
    static Gathered of(long sliceEnd, EventLog events, Gathered next) {
      return new Gathered(sliceEnd, events, next, next == null ? 1 : next.depth + 1);
    }
  }

  SliceGatherer(Settings settings) {
    this(settings, MOST_SLICES);
  }

  SliceGatherer(Settings settings, int mostSlices) {
    this.settings = settings;
    this.mostSlices = mostSlices;
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void open() throws Exception {
    super.open();
    window = settings.features().window();
    EventLayout layout = EventLayout.of(settings);
    program = new FeatureProgram(settings.features(), layout);
    users = new HashMap<>();
    words = new EventLog.Words();
    watermark = Long.MIN_VALUE;
    event = layout.newEvent();
    slice = program.newSlice();
    origins = new Origins();
  }

  @Override
  public void processElement(StreamRecord<Event> element) {
    Event next = element.getValue();
    long sliceEnd = window.sliceEnd(next.time);
    if (mayWait(sliceEnd)) {
      Gathered gathered = gathered(next.user, sliceEnd);
      bytes += gathered.events.add(next, words);
      if (isFull(gathered)) {
        flush();
      } else if (wasIdle) {
        flushSoon();
      }
    } else {
      addUp(next);
      emit(next.user, sliceEnd);
    }
  }

  private boolean mayWait(long sliceEnd) {
    return watermark > Long.MIN_VALUE && sliceEnd > watermark;
  }

  private void flushSoon() {
    if (!flushesSoon) {
      flushesSoon = true;
      ProcessingTimeService time = getProcessingTimeService();
      time.registerTimer(
          time.getCurrentProcessingTime() + MOST_WAIT_MS,
          now -> {
            flushesSoon = false;
            flush();
          });
    }
  }

  private boolean isFull(Gathered last) {
    return slices >= mostSlices
        || bytes + words.bytes() >= MOST_BYTES
        || words.size() >= MOST_WORDS
        || last.depth >= MOST_SLICES_OF_A_USER;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flushThrough(mark.getTimestamp());
    watermark = mark.getTimestamp();
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    flush();
    wasIdle |= status.isIdle();
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void endInput() {
    flush();
  }

  private Gathered gathered(String user, long sliceEnd) {
    Gathered newest = users.get(user);
    for (Gathered one = newest; one != null; one = one.next) {
      if (one.sliceEnd == sliceEnd) {
        return one;
      }
    }
    Gathered added = Gathered.of(sliceEnd, new EventLog(), newest);
    users.put(user, added);
    slices++;
    return added;
  }

  private void flush() {
    flushThrough(Long.MAX_VALUE);
    words.clear();
  }

  /** Emits the slices that end by a time. */
  private void flushThrough(long time) {
    Iterator<Map.Entry<String, Gathered>> each = users.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, Gathered> user = each.next();
      Gathered open = openAfter(time, user.getKey(), user.getValue());
      if (open == null) {
        each.remove();
      } else {
        user.setValue(open);
      }
    }
  }

  /** Emits those of a user's slices that end by a time; returns the others. */
  private Gathered openAfter(long time, String user, Gathered newest) {
    if (newest == null) {
      return null;
    }
    Gathered older = openAfter(time, user, newest.next);
    if (newest.sliceEnd > time) {
      return Gathered.of(newest.sliceEnd, newest.events, older);
    }
    addUp(newest.events);
    emit(user, newest.sliceEnd);
    slices--;
    bytes -= newest.events.size();
    return older;
  }

  private void addUp(EventLog events) {
    for (ByteBuffer reader = events.reader(); reader.hasRemaining(); ) {
      EventLog.read(reader, words, event);
      addUp(event);
    }
  }

  private void addUp(Event one) {
    program.add(one, slice);
    origins.add(one);
  }

  /** What was added up; then there is nothing. */
  private void emit(String user, long sliceEnd) {
    output.collect(
        new StreamRecord<>(new SliceEvents(user, sliceEnd, slice.encode(), origins.encode())));
    slice.clear();
    origins.clear();
  }
}
