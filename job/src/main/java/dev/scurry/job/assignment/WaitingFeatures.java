package dev.scurry.job.assignment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;

/**
 * Features of windows that wait for their model, by window. They wait for a moment, so they are
 * held in memory and become keyed state with a snapshot only: O(users of the windows that close).
 */
final class WaitingFeatures {

  /** In the place of features: he is forgotten at this window's end. */
  private static final double[] FORGET = {};

  private static final String STATE = "waiting";

  private final KeyedStateBackend<String> backend;
  private final MapState<Long, double[]> stored;
  private final NavigableMap<Long, List<Turn>> turns = new TreeMap<>();

  /** Users who had something waiting in the last snapshot. */
  private final Set<String> storedUsers = new HashSet<>();

  /** Whom something waits for; null while nobody has asked since a window was taken. */
  private Set<String> users;

  /** What awaits a user at a window's end. */
  @SuppressWarnings("ArrayRecordComponent")
  record Turn(String user, double[] values) {
    boolean isForget() {
      return values.length == FORGET.length;
    }
  }

  private WaitingFeatures(KeyedStateBackend<String> backend, MapState<Long, double[]> stored) {
    this.backend = backend;
    this.stored = stored;
  }

  static MapStateDescriptor<Long, double[]> descriptor() {
    return new MapStateDescriptor<>(
        STATE, Types.LONG, PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** Takes up what was waiting in the snapshot. */
  static WaitingFeatures restored(
      KeyedStateBackend<String> backend, MapState<Long, double[]> stored) throws Exception {
    WaitingFeatures waiting = new WaitingFeatures(backend, stored);
    try (Stream<String> users = backend.getKeys(STATE, VoidNamespace.INSTANCE)) {
      users.forEach(waiting.storedUsers::add);
    }
    for (String user : waiting.storedUsers) {
      backend.setCurrentKey(user);
      for (Map.Entry<Long, double[]> window : stored.entries()) {
        waiting.add(window.getKey(), user, window.getValue());
      }
    }
    return waiting;
  }

  void add(long windowEnd, String user, double[] values) {
    turns.computeIfAbsent(windowEnd, end -> new ArrayList<>()).add(new Turn(user, values));
    if (users != null) {
      users.add(user);
    }
  }

  void addForget(long windowEnd, String user) {
    add(windowEnd, user, FORGET);
  }

  boolean holds(String user) {
    if (users == null) {
      users =
          turns.values().stream()
              .flatMap(Collection::stream)
              .map(Turn::user)
              .collect(Collectors.toCollection(HashSet::new));
    }
    return users.contains(user);
  }

  /** The first window that something waits for; null without one. */
  Long firstWindow() {
    return turns.isEmpty() ? null : turns.firstKey();
  }

  /** What waited for a window, which nothing does now. */
  List<Turn> take(long windowEnd) {
    users = null;
    return turns.remove(windowEnd);
  }

  /** Makes the keyed state what is waiting now; changes the current key. */
  void store() throws Exception {
    for (String user : storedUsers) {
      backend.setCurrentKey(user);
      stored.clear();
    }
    storedUsers.clear();
    for (Map.Entry<Long, List<Turn>> window : turns.entrySet()) {
      for (Turn turn : window.getValue()) {
        backend.setCurrentKey(turn.user);
        stored.put(window.getKey(), turn.values);
        storedUsers.add(turn.user);
      }
    }
  }
}
