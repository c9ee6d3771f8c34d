package dev.scurry.job.features;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * The forgets of the current user that wait for their window.
 *
 * <p>Hardly any user has one, and every timer of every user asks; so the ends that anyone on this
 * task waits for are held in memory, and the state is read only for those. They are gathered from
 * the state when it was restored.
 */
final class PendingForgets {
  static final ListStateDescriptor<byte[]> FORGETS =
      new ListStateDescriptor<>("forgets", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private final ListState<byte[]> state;
  private final TreeSet<Long> ends = new TreeSet<>();

  private PendingForgets(ListState<byte[]> state) {
    this.state = state;
  }

  /**
   * @param state of {@link #FORGETS}, in the backend
   */
  static PendingForgets restored(ListState<byte[]> state, KeyedStateBackend<?> backend)
      throws Exception {
    PendingForgets pending = new PendingForgets(state);
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        FORGETS,
        (user, forgets) ->
            forgets.get().forEach(f -> pending.ends.add(Forget.decode(f).windowEnd())));
    return pending;
  }

  void add(Forget forget) throws Exception {
    state.add(forget.encode());
    ends.add(forget.windowEnd());
  }

  /** Those that hold from a window end, in order of their commands; they do not wait any more. */
  List<Forget> take(long windowEnd) throws Exception {
    if (!ends.contains(windowEnd)) {
      return List.of();
    }
    List<Forget> due = new ArrayList<>();
    List<byte[]> later = new ArrayList<>();
    for (byte[] bytes : state.get()) {
      Forget forget = Forget.decode(bytes);
      if (forget.windowEnd() == windowEnd) {
        due.add(forget);
      } else {
        later.add(bytes);
      }
    }
    if (!due.isEmpty()) {
      state.update(later);
    }
    due.sort(Comparator.comparingLong(Forget::sequence));
    return due;
  }

  /** The first end that the user waits for; {@link Long#MAX_VALUE} where there is none. */
  long next() throws Exception {
    long next = Long.MAX_VALUE;
    if (!ends.isEmpty()) {
      for (byte[] bytes : state.get()) {
        next = Math.min(next, Forget.decode(bytes).windowEnd());
      }
    }
    return next;
  }

  /** No user waits for a window end up to this time any more. */
  void passed(long time) {
    ends.headSet(time, true).clear();
  }
}
