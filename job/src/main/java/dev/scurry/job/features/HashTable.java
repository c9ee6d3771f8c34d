package dev.scurry.job.features;

import java.util.Arrays;

/**
 * Different hashes, in a table that is at most half full: a hash lies at the slot that its low bits
 * name, or at the next one that is free.
 */
final class HashTable {
  private static final int FIRST_SLOTS = 16;
  private static final int MOST_SLOTS_KEPT = 256;

  /** A free slot; the hash 0 is kept apart. */
  private static final long FREE = 0;

  private long[] slots = {};
  private boolean zero;
  private int size;

  int size() {
    return size;
  }

  boolean contains(long hash) {
    return hash == FREE ? zero : slots.length > 0 && slots[slotOf(hash)] == hash;
  }

  /** Keeps the room, unless it is so much that to clear it is work. */
  void clear() {
    if (slots.length > MOST_SLOTS_KEPT) {
      slots = new long[0];
    } else {
      Arrays.fill(slots, FREE);
    }
    zero = false;
    size = 0;
  }

  /** False: it is there already. */
  boolean add(long hash) {
    if (hash == FREE) {
      boolean isNew = !zero;
      zero = true;
      size += isNew ? 1 : 0;
      return isNew;
    }
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    int slot = slotOf(hash);
    if (slots[slot] == hash) {
      return false;
    }
    slots[slot] = hash;
    size++;
    return true;
  }

  long[] sorted() {
    long[] hashes = new long[size];
    int next = zero ? 1 : 0;
    for (long hash : slots) {
      if (hash != FREE) {
        hashes[next++] = hash;
      }
    }
    Arrays.sort(hashes);
    return hashes;
  }

  /** Where a hash is, or would go. */
  private int slotOf(long hash) {
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while (slots[slot] != FREE && slots[slot] != hash) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[Math.max(FIRST_SLOTS, 2 * old.length)];
    for (long hash : old) {
      if (hash != FREE) {
        slots[slotOf(hash)] = hash;
      }
    }
  }
}
