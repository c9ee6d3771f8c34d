package dev.scurry.clustering.density;

import java.util.Arrays;

/** Points in order of (key, point), least first; a key may be lowered (a binary heap). */
final class SeedQueue {

  private final double[] keys;
  private final int[] heap;
  private final int[] places;
  private int size;

  /** Keys are kept in the caller's array and change by {@link #lower} only. */
  SeedQueue(double[] keys) {
    this.keys = keys;
    heap = new int[keys.length];
    places = new int[keys.length];
    Arrays.fill(places, -1);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Adds the point or gives it a smaller key. */
  void lower(int point, double key) {
    keys[point] = key;
    if (places[point] < 0) {
      places[point] = size++;
    }
    up(places[point], point);
  }

  int remove() {
    int least = heap[0];
    places[least] = -1;
    int last = heap[--size];
    if (size > 0) {
      down(last);
    }
    return least;
  }

  private void up(int start, int point) {
    int place = start;
    while (place > 0 && before(point, heap[(place - 1) >>> 1])) {
      put(place, heap[(place - 1) >>> 1]);
      place = (place - 1) >>> 1;
    }
    put(place, point);
  }

  private void down(int point) {
    int place = 0;
    for (int child = 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], point)) {
        break;
      }
      put(place, heap[child]);
      place = child;
    }
    put(place, point);
  }

  private void put(int place, int point) {
    heap[place] = point;
    places[point] = place;
  }

  private boolean before(int a, int b) {
    return keys[a] != keys[b] ? keys[a] < keys[b] : a < b;
  }
}
