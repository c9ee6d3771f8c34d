package dev.scurry.cli.vectors;

/** What is done with a line that is no vector. */
@FunctionalInterface
public interface RejectedRows {

  /** The first such line ends the reading. */
  RejectedRows REFUSED =
      row -> {
        throw new VectorFileException(row.message());
      };

  /** They are counted and nothing else. */
  RejectedRows COUNTED = row -> {};

  void take(RejectedRow row) throws java.io.IOException;
}
