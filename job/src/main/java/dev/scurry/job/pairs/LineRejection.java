package dev.scurry.job.pairs;

/** Is told of the lines that are not used. */
public interface LineRejection {

  /**
   * A line that is not used.
   *
   * @param line its number in the object, from 1
   * @param bytes hold its text, without the line end, in [from, end); valid during the call only
   */
  void add(long line, LineProblem problem, byte[] bytes, int from, int end);
}
