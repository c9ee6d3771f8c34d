package dev.scurry.job.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** Hands out whole files, in the order in which they were named. */
final class FilesInOrder implements FileSplitAssigner, FileEnumerator {
  private final PriorityQueue<FileSourceSplit> waiting =
      new PriorityQueue<>(Comparator.comparing(FileSourceSplit::splitId));

  FilesInOrder(Collection<FileSourceSplit> splits) {
    waiting.addAll(splits);
  }

  /** The ids sort as the paths do. */
  @Override
  public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits)
      throws IOException {
    List<FileSourceSplit> splits = new ArrayList<>();
    for (Path path : paths) {
      FileStatus status = path.getFileSystem().getFileStatus(path);
      splits.add(
          new FileSourceSplit(
              String.format(Locale.ROOT, "%010d", splits.size()),
              path,
              0,
              status.getLen(),
              status.getModificationTime(),
              status.getLen()));
    }
    return splits;
  }

  @Override
  public Optional<FileSourceSplit> getNext(String hostname) {
    return Optional.ofNullable(waiting.poll());
  }

  @Override
  public void addSplits(Collection<FileSourceSplit> splits) {
    waiting.addAll(splits);
  }

  @Override
  public Collection<FileSourceSplit> remainingSplits() {
    return List.copyOf(waiting);
  }
}
