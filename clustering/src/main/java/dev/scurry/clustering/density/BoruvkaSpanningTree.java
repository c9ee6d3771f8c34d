package dev.scurry.clustering.density;

import java.util.Arrays;

/** The spanning tree of mutual reachability over a {@link KdTree}, for points of few dimensions. */
final class BoruvkaSpanningTree {

  /*
   * In each round every component takes the lightest edge that leaves it, and the components so
   * connected become one: at most log2(n) rounds [1]. Where edges tie the choices can form a cycle;
   * it has edges of one weight only, so leaving out the one that would close it costs nothing.
   *
   * An edge weighs max(core(p), core(q), distance), all squared here. The lightest edge of a point p
   * to another component is searched in the tree [2]. A node is left out when
   *
   *   - all of its points are of p's own component, or
   *   - max(core(p), least core in the node, distance to its box) is not below the lightest edge
   *     that any point of the component has found so far.
   *
   * What a search found is kept: components only grow, so p's lightest edge stays the lightest for
   * as long as its end is outside, and when it is not, its weight is still a lower bound for the
   * next. A search that found nothing leaves the bound that it was given. Most points are not
   * searched for in most rounds.
   *
   * Everything is numbered by place in the tree. O(n) memory; about O(n log n) time where dimensions
   * are few.
   *
   * [1] Borůvka: O jistém problému minimálním. 1926.
   * [2] March, Ram, Gray: Fast Euclidean minimum spanning tree: algorithm, analysis, and
   *     applications. KDD 2010; McInnes, Healy: Accelerated hierarchical density based clustering.
   *     ICDMW 2017.
   */

  private static final int NONE = -1;
  private static final int MIXED = -1;

  private final KdTree tree;
  private final double[] cores;
  private final double[] leastCore;
  private final DisjointSets sets;
  private final EdgeList edges;

  private final int[] component;
  private final int[] componentOfNode;
  private final int[] candidate;
  private final double[] bound;

  private final double[] bestWeight;
  private final int[] bestFrom;
  private final int[] bestTo;

  private final int[] stack = new int[64];
  private final double[] stackBound = new double[64];

  /**
   * @param squaredCores by place, finite
   */
  BoruvkaSpanningTree(KdTree tree, double[] squaredCores) {
    int count = tree.count();
    this.tree = tree;
    this.cores = squaredCores;
    this.leastCore = new double[tree.nodes()];
    sets = new DisjointSets(count);
    edges = new EdgeList(count - 1);
    component = new int[count];
    componentOfNode = new int[tree.nodes()];
    candidate = new int[count];
    bound = squaredCores.clone();
    bestWeight = new double[count];
    bestFrom = new int[count];
    bestTo = new int[count];
    Arrays.fill(candidate, NONE);
    fillLeastCores();
  }

  /** Between points, not places; the weights are squared. */
  EdgeList edges() {
    while (edges.size() < tree.count() - 1) {
      startRound();
      offerCandidates();
      for (int place = 0; place < component.length; place++) {
        if (candidate[place] == NONE && bound[place] < bestWeight[component[place]]) {
          search(place);
        }
      }
      join();
    }
    return edges;
  }

  private void fillLeastCores() {
    for (int node = tree.nodes() - 1; node >= 0; node--) {
      double least = Double.POSITIVE_INFINITY;
      if (tree.isLeaf(node)) {
        for (int place = tree.start(node); place < tree.end(node); place++) {
          least = Math.min(least, cores[place]);
        }
      } else {
        least = Math.min(leastCore[node + 1], leastCore[tree.right(node)]);
      }
      leastCore[node] = least;
    }
  }

  private void startRound() {
    for (int place = 0; place < component.length; place++) {
      component[place] = sets.find(place);
    }
    Arrays.fill(bestWeight, Double.POSITIVE_INFINITY);
    for (int node = tree.nodes() - 1; node >= 0; node--) {
      componentOfNode[node] = tree.isLeaf(node) ? ofLeaf(node) : ofInner(node);
    }
  }

  private int ofLeaf(int node) {
    int first = component[tree.start(node)];
    for (int place = tree.start(node) + 1; place < tree.end(node); place++) {
      if (component[place] != first) {
        return MIXED;
      }
    }
    return first;
  }

  private int ofInner(int node) {
    int left = componentOfNode[node + 1];
    return left == componentOfNode[tree.right(node)] ? left : MIXED;
  }

  private void offerCandidates() {
    for (int place = 0; place < candidate.length; place++) {
      int end = candidate[place];
      if (end != NONE) {
        if (component[end] == component[place]) {
          candidate[place] = NONE;
        } else {
          offer(place, end, bound[place]);
        }
      }
    }
  }

  /** An edge leaves the components at both of its ends. */
  private void offer(int from, int to, double weight) {
    offerTo(component[from], from, to, weight);
    offerTo(component[to], from, to, weight);
  }

  private void offerTo(int of, int from, int to, double weight) {
    if (weight < bestWeight[of]) {
      bestWeight[of] = weight;
      bestFrom[of] = from;
      bestTo[of] = to;
    }
  }

  private void search(int place) {
    int own = component[place];
    double best = bestWeight[own];
    int end = NONE;
    double core = cores[place];
    int depth = 0;
    stack[depth] = 0;
    stackBound[depth++] = 0;
    while (depth > 0) {
      int node = stack[--depth];
      if (stackBound[depth] >= best) {
        continue;
      }
      if (!tree.isLeaf(node)) {
        depth = pushChildren(place, node, core, own, best, depth);
        continue;
      }
      for (int other = tree.start(node); other < tree.end(node); other++) {
        if (component[other] != own && cores[other] < best) {
          double weight =
              Math.max(Math.max(core, cores[other]), tree.squaredDistance(place, other));
          if (weight < best) {
            best = weight;
            end = other;
          }
        }
      }
    }
    bound[place] = best;
    candidate[place] = end;
    if (end != NONE) {
      offer(place, end, best);
    }
  }

  private int pushChildren(int place, int node, double core, int own, double best, int depth) {
    int left = node + 1;
    int right = tree.right(node);
    double toLeft = lowerBound(place, left, core, own);
    double toRight = lowerBound(place, right, core, own);
    boolean leftFirst = toLeft < toRight || (toLeft == toRight && place < tree.start(right));
    int near = leftFirst ? left : right;
    int far = leftFirst ? right : left;
    double toNear = leftFirst ? toLeft : toRight;
    double toFar = leftFirst ? toRight : toLeft;
    int top = depth;
    if (toFar < best) {
      stack[top] = far;
      stackBound[top++] = toFar;
    }
    if (toNear < best) {
      stack[top] = near;
      stackBound[top++] = toNear;
    }
    return top;
  }

  private double lowerBound(int place, int node, double core, int own) {
    if (componentOfNode[node] == own) {
      return Double.POSITIVE_INFINITY;
    }
    double least = Math.max(core, leastCore[node]);
    return Math.max(least, tree.squaredDistanceToBox(place, node));
  }

  private void join() {
    for (int place = 0; place < component.length; place++) {
      boolean stands = component[place] == place;
      if (stands && sets.unite(bestFrom[place], bestTo[place])) {
        edges.add(tree.point(bestFrom[place]), tree.point(bestTo[place]), bestWeight[place]);
      }
    }
  }
}
