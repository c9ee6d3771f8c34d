package dev.scurry.clustering.inspect;

import java.util.BitSet;

/**
 * Points that joined a cluster above its last good level: from beyond two deviations, an outlier;
 * from beyond one and into a cluster of a fair size, a potential one. All members of a cluster that
 * is still small there are outliers.
 */
final class Outliers {

  private final MergeTree tree;
  private final GoodMerges merges;
  private final int minimum;
  private final BitSet certain = new BitSet();
  private final BitSet potential = new BitSet();

  Outliers(MergeTree tree, GoodMerges merges, int minimum) {
    this.tree = tree;
    this.merges = merges;
    this.minimum = minimum;
    for (int k = 0; k < tree.merges; k++) {
      if (tree.joinsClusters(k)) {
        lookAtUnchanged(tree.lowerNode(k), tree.level[k] - 1);
      } else {
        lookAt(k);
      }
    }
  }

  private void lookAt(int k) {
    if (!isAboveGood(tree.id[k], tree.level[k])) {
      return;
    }
    if (tree.beyondTwo[k]) {
      certain.set(tree.lastPoint(k));
    } else if (tree.size[k] < minimum) {
      addMembers(k);
    } else if (tree.beyondOne[k]) {
      potential.set(tree.lastPoint(k));
    }
  }

  /** The node stands unchanged up to a level, where its cluster met a higher one. */
  private void lookAtUnchanged(int k, int upTo) {
    if (upTo > tree.level[k] && isAboveGood(tree.id[k], upTo) && tree.size[k] < minimum) {
      addMembers(k);
    }
  }

  private boolean isAboveGood(int id, int level) {
    return merges.isRegistered(id) && level > merges.lastGoodLevel(id);
  }

  private void addMembers(int k) {
    for (int place = tree.firstMember[k]; place < tree.memberEnd(k); place++) {
      certain.set(tree.members[place]);
    }
  }

  int[] certain() {
    return certain.stream().toArray();
  }

  int[] potential() {
    return potential.stream().toArray();
  }
}
