package dev.scurry.job.daily;

import java.util.stream.IntStream;

/**
 * Which blocks a block is compared with: itself and the half of the others that follows it, with
 * the blocks laid in a circle. So each two blocks meet once, and every block has as much to do as
 * any other.
 */
final class BlockSchedule {

  private final int blocks;

  BlockSchedule(int blocks) {
    this.blocks = blocks;
  }

  static BlockSchedule ofPoints(int points) {
    return new BlockSchedule((int) (((long) points + UserBlock.USERS - 1) / UserBlock.USERS));
  }

  int blocks() {
    return blocks;
  }

  /** Itself first. Of two blocks that face each other the lower one has the pair. */
  int[] partners(int block) {
    boolean facing = blocks % 2 == 0 && block < blocks / 2;
    int following = (blocks - 1) / 2 + (facing ? 1 : 0);
    return IntStream.rangeClosed(0, following).map(step -> (block + step) % blocks).toArray();
  }
}
