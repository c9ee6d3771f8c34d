package dev.scurry.cli.pairs;

import dev.scurry.clustering.density.PairConsumer;
import dev.scurry.job.pairs.KeyTable;
import dev.scurry.job.pairs.LineBlocks;
import dev.scurry.job.pairs.PairLines;
import dev.scurry.job.pairs.RejectedLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * A local file of {@code key1,key2,distance}, as text or gzip. It can be read more than once.
 *
 * @param integerKeys whether keys are whole numbers, so that 007 is 7; otherwise they are any text
 *     up to the comma, without quotes
 * @param skipHeader whether the first line is none of the pairs
 */
public record PairFile(Path path, boolean integerKeys, boolean skipHeader) {

  /**
   * Reads all pairs, in the order of the lines.
   *
   * @param keys gets every key in the order of appearance, left before right
   * @param pairs gets the ranks of both keys, which may be one, and the distance, finite and >= 0
   * @param bytesRead is told again and again how much of the file has been read
   * @return how many lines were pairs
   */
  public <E extends Exception> long read(
      KeyTable keys, RejectedLines rejected, PairConsumer<E> pairs, LongConsumer bytesRead)
      throws E, IOException, InterruptedException {
    PairLines<E> lines = new PairLines<>(keys, integerKeys, rejected, pairs);
    LocalText text = LocalText.open(path);
    try (LineBlocks blocks = new LineBlocks(text)) {
      boolean header = skipHeader;
      for (LineBlocks.Block block = blocks.next(); block != null; block = blocks.next()) {
        read(block, header, lines);
        header = false;
        bytesRead.accept(text.bytesRead());
      }
    } catch (IOException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
    return lines.read();
  }

  private static <E extends Exception> void read(
      LineBlocks.Block block, boolean header, PairLines<E> lines) throws E {
    int from = header ? lines.skip(block.bytes, block.end) : 0;
    if (!block.cutShort) {
      lines.read(block.bytes, from, block.end);
    } else if (!header) {
      lines.cutShort(block.bytes, block.end);
    }
  }
}
