package dev.scurry.job.training;

import static org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/** The commands of the current key that wait for their window. */
final class WaitingNotes {

  /** By window and sequence. */
  private final MapState<Tuple2<Long, Long>, byte[]> notes;

  WaitingNotes(RuntimeContext context) {
    notes =
        context.getMapState(
            new MapStateDescriptor<>(
                "commands", Types.TUPLE(Types.LONG, Types.LONG), BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  void put(CourseNote note) throws Exception {
    notes.put(Tuple2.of(note.window, note.sequence), note.encode());
  }

  boolean hasOneAtThePlaceOf(CourseNote note) throws Exception {
    return notes.contains(Tuple2.of(note.window, note.sequence));
  }

  /** Those of a window, in order; they wait no longer. */
  List<CourseNote> take(long window) throws Exception {
    return take(of -> of == window);
  }

  /** Those of all windows up to one, in order; they wait no longer. */
  List<CourseNote> takeThrough(long window) throws Exception {
    return take(of -> of <= window);
  }

  private List<CourseNote> take(LongPredicate due) throws Exception {
    List<CourseNote> taken = new ArrayList<>();
    for (Map.Entry<Tuple2<Long, Long>, byte[]> note : notes.entries()) {
      if (due.test(note.getKey().f0)) {
        taken.add(CourseNote.decode(note.getValue()));
      }
    }
    for (CourseNote note : taken) {
      notes.remove(Tuple2.of(note.window, note.sequence));
    }
    taken.sort(CourseNote.IN_ORDER);
    return taken;
  }
}
