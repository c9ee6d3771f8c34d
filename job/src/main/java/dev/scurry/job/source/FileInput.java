package dev.scurry.job.source;

import java.util.List;

/**
 * Files, read one after the other in the order of their names; a folder stands for the files in it
 * whose names end rightly. What is read is told by the name: {@code .csv} with a header, or {@code
 * .jsonl}, {@code .ndjson}, {@code .json} with one object a line; either may end in {@code .gz}.
 *
 * @param paths local paths or URIs that Flink's file systems know
 */
public record FileInput(List<String> paths) implements EventInput {

  public FileInput {
    paths = List.copyOf(paths);
  }

  @Override
  public boolean live() {
    return false;
  }
}
