package dev.scurry.job.snapshot;

import dev.scurry.job.storage.WholeFile;
import dev.scurry.schema.FeatureManifest;
import dev.scurry.schema.FeatureManifest.Part;
import dev.scurry.schema.StoragePaths;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.streaming.api.functions.sink.filesystem.InProgressFileWriter.PendingFileRecoverable;

/**
 * Commits all parts of a checkpoint, then writes the manifest of each day among them; a manifest
 * that is there already is replaced. But where users have been taken out of a day since, it stays
 * as it is: then this is a repetition, and the parts that it would commit are gone.
 *
 * <p>A day is whole in one call. Its rows leave the keyed operator at one watermark; barriers are
 * aligned and every subtask hears of a watermark from the same upstream subtasks, so that watermark
 * lies between the same two barriers in all of them, and {@link PartGatherer} makes one batch of
 * what lies between two barriers, or after the last. A repetition commits nothing new and writes
 * the same manifests.
 */
final class FeatureCommitter implements Committer<FileSinkCommittable> {
  private final Committer<FileSinkCommittable> files;
  private final String root;
  private final List<String> columns;

  FeatureCommitter(Committer<FileSinkCommittable> files, String root, List<String> columns) {
    this.files = files;
    this.root = root;
    this.columns = columns;
  }

  @Override
  public void commit(Collection<CommitRequest<FileSinkCommittable>> requests)
      throws IOException, InterruptedException {
    Map<String, List<Part>> parts = partsByDay(requests);
    Set<String> rewritten = rewrittenSince(parts);
    files.commit(withoutDays(rewritten, requests));
    parts.keySet().removeAll(rewritten);
    for (Map.Entry<String, List<Part>> day : parts.entrySet()) {
      day.getValue().sort(Comparator.comparing(Part::name));
      FeatureManifest manifest =
          new FeatureManifest(day.getKey(), columns, day.getValue(), null, WireFormat.VERSION);
      WholeFile.write(
          StoragePaths.featureManifest(root, day.getKey()), WireFormat.encode(manifest));
    }
  }

  @Override
  public void close() throws Exception {
    files.close();
  }

  /** Days whose manifest has replaced one of these parts. */
  private Set<String> rewrittenSince(Map<String, List<Part>> parts) throws IOException {
    Set<String> days = new HashSet<>();
    for (Map.Entry<String, List<Part>> day : parts.entrySet()) {
      Optional<byte[]> found = WholeFile.read(StoragePaths.featureManifest(root, day.getKey()));
      if (found.isPresent()) {
        List<String> replaced =
            WireFormat.decode(found.get(), FeatureManifest.class).replacedParts();
        if (day.getValue().stream().map(Part::name).anyMatch(replaced::contains)) {
          days.add(day.getKey());
        }
      }
    }
    return days;
  }

  private static Collection<CommitRequest<FileSinkCommittable>> withoutDays(
      Set<String> days, Collection<CommitRequest<FileSinkCommittable>> requests) {
    List<CommitRequest<FileSinkCommittable>> others = new ArrayList<>();
    for (CommitRequest<FileSinkCommittable> request : requests) {
      FileSinkCommittable committable = request.getCommittable();
      if (committable.hasPendingFile()
          && days.contains(FeatureSink.dayOf(committable.getBucketId()))) {
        request.signalAlreadyCommitted();
      } else {
        others.add(request);
      }
    }
    return others;
  }

  private static Map<String, List<Part>> partsByDay(
      Collection<CommitRequest<FileSinkCommittable>> requests) {
    Map<String, List<Part>> parts = new TreeMap<>();
    for (CommitRequest<FileSinkCommittable> request : requests) {
      FileSinkCommittable committable = request.getCommittable();
      if (committable.hasPendingFile()) { // else it cleans up what a failure left behind
        PendingFileRecoverable file = committable.getPendingFile();
        parts
            .computeIfAbsent(FeatureSink.dayOf(committable.getBucketId()), day -> new ArrayList<>())
            .add(new Part(file.getPath().getName(), file.getSize()));
      }
    }
    return parts;
  }
}
