package dev.scurry.job.training;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** How many features the whole stream had, of each open window and of all that are closed. */
final class PointTotals {

  private final MapState<Long, Long> open;
  private final ValueState<Long> closed;

  PointTotals(RuntimeContext context) {
    open = context.getMapState(new MapStateDescriptor<>("windows", Types.LONG, Types.LONG));
    closed = context.getState(new ValueStateDescriptor<>("total", Types.LONG));
  }

  void add(PointCount count) throws Exception {
    Long before = open.get(count.windowEnd);
    open.put(count.windowEnd, (before == null ? 0 : before) + count.points);
  }

  /** Whether the window had any. */
  boolean close(long windowEnd) throws Exception {
    Long points = open.get(windowEnd);
    if (points == null) {
      return false;
    }
    open.remove(windowEnd);
    closed.update(ofAllClosed() + points);
    return true;
  }

  long ofAllClosed() throws Exception {
    Long total = closed.value();
    return total == null ? 0 : total;
  }
}
