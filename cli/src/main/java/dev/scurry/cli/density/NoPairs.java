package dev.scurry.cli.density;

import dev.scurry.cli.pairs.PairFile;
import dev.scurry.cli.vectors.VectorLayout;
import java.io.IOException;
import java.util.List;

/** Says of a file that none of its lines is a pair, and why the first of them is not. */
final class NoPairs {

  private static final String CUT = "...";

  private NoPairs() {}

  /**
   * The failure.
   *
   * @param lines the first that are no pairs
   */
  static IOException in(PairFile file, List<RejectedLine> lines) {
    RejectedLine first = lines.get(0);
    boolean vectors = lines.stream().anyMatch(NoPairs::isVector);
    return new IOException(
        "%s: no line is a pair; line %d: %s: %s%s"
            .formatted(
                file.path(),
                first.line(),
                first.problem(),
                first.text(),
                vectors ? " (are these vectors, for --points?)" : first.hint(file.skipHeader())));
  }

  private static boolean isVector(RejectedLine line) {
    return VectorLayout.PLAIN.numbersOf(wholeFields(line.text())) > 1;
  }

  private static String wholeFields(String text) {
    int comma = text.lastIndexOf(',');
    return text.endsWith(CUT) && comma >= 0 ? text.substring(0, comma) : text;
  }
}
