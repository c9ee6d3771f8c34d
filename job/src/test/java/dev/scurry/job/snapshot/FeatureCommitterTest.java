package dev.scurry.job.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.schema.FeatureManifest;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.streaming.api.functions.sink.filesystem.InProgressFileWriter.PendingFileRecoverable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCommitterTest {
  @TempDir Path root;

  private final RecordingCommitter files = new RecordingCommitter();
  private FeatureCommitter committer;

  @BeforeEach
  void makeCommitter() {
    committer = new FeatureCommitter(files, root.toUri().toString(), List.of("user_id", "views"));
  }

  @Test
  void commit_writesOneManifestADayWithItsPartsByName() throws Exception {
    committer.commit(
        List.of(
            part("2026-01-01", "b", 2), part("2026-01-02", "c", 3), part("2026-01-01", "a", 1)));

    assertThat(files.committed).containsExactly("b", "c", "a");
    assertThat(manifest("2026-01-01"))
        .hasContent(
            "{\"day\":\"2026-01-01\",\"columns\":[\"user_id\",\"views\"],"
                + "\"parts\":[{\"name\":\"a\",\"bytes\":1},{\"name\":\"b\",\"bytes\":2}],"
                + "\"format\":1}");
    assertThat(manifest("2026-01-02")).content().contains("\"c\"");
  }

  @Test
  void commit_againWritesTheSame() throws Exception {
    List<Committer.CommitRequest<FileSinkCommittable>> requests =
        List.of(part("2026-01-01", "b", 2), part("2026-01-01", "a", 1));
    committer.commit(requests);
    byte[] before = Files.readAllBytes(manifest("2026-01-01"));

    committer.commit(requests);

    assertThat(manifest("2026-01-01")).hasBinaryContent(before);
  }

  @Test
  void commit_againAfterUsersWereTakenOut_leavesTheDayAsItIs() throws Exception {
    committer.commit(List.of(part("2026-01-01", "b", 2), part("2026-01-01", "a", 1)));
    FeatureManifest rewritten =
        new FeatureManifest(
            "2026-01-01",
            List.of("user_id", "views"),
            List.of(new FeatureManifest.Part("b", 2), new FeatureManifest.Part("c", 1)),
            List.of("a"),
            1);
    Files.write(manifest("2026-01-01"), WireFormat.encode(rewritten));
    files.committed.clear();
    List<String> dropped = new ArrayList<>();

    committer.commit(
        List.of(
            new Droppable(part("2026-01-01", "b", 2), dropped),
            new Droppable(part("2026-01-01", "a", 1), dropped),
            part("2026-01-02", "d", 4)));

    assertThat(files.committed).containsExactly("d");
    assertThat(dropped).hasSize(2);
    assertThat(manifest("2026-01-01")).hasBinaryContent(WireFormat.encode(rewritten));
    assertThat(manifest("2026-01-02")).exists();

    committer.commit(List.of(part("2026-01-01", "e", 5)));
    assertThat(manifest("2026-01-01")).content().contains("\"e\"").doesNotContain("replaced");
  }

  @Test
  void commit_writesNoManifestWhereAPartFails() {
    files.fails = true;

    assertThatThrownBy(() -> committer.commit(List.of(part("2026-01-01", "a", 1))))
        .isInstanceOf(IOException.class);
    assertThat(manifest("2026-01-01")).doesNotExist();
  }

  @Test
  void commit_leavesOutWhatIsCleanedUp() throws Exception {
    committer.commit(
        List.of(
            new Request(
                new FileSinkCommittable(
                    "day=2026-01-01", new org.apache.flink.core.fs.Path("left-over")))));

    assertThat(manifest("2026-01-01")).doesNotExist();
  }

  private Path manifest(String day) {
    return root.resolve("features/day=" + day + "/_manifest.json");
  }

  private static Committer.CommitRequest<FileSinkCommittable> part(
      String day, String name, long bytes) {
    return new Request(
        new FileSinkCommittable(
            "day=" + day, new Pending(new org.apache.flink.core.fs.Path("/x/" + name), bytes)));
  }

  private record Pending(org.apache.flink.core.fs.Path path, long size)
      implements PendingFileRecoverable {
    @Override
    public org.apache.flink.core.fs.Path getPath() {
      return path;
    }

    @Override
    public long getSize() {
      return size;
    }
  }

  /** Remembers what it was asked for. */
  private static final class RecordingCommitter implements Committer<FileSinkCommittable> {
    private final List<String> committed = new ArrayList<>();
    private boolean fails;

    @Override
    public void commit(Collection<CommitRequest<FileSinkCommittable>> requests) throws IOException {
      if (fails) {
        throw new IOException("as the test wants");
      }
      for (CommitRequest<FileSinkCommittable> request : requests) {
        if (request.getCommittable().hasPendingFile()) {
          committed.add(request.getCommittable().getPendingFile().getPath().getName());
        }
      }
    }

    @Override
    public void close() {}
  }

  /** A request that may turn out to have been committed already. */
  private record Droppable(
      Committer.CommitRequest<FileSinkCommittable> request, List<String> dropped)
      implements Committer.CommitRequest<FileSinkCommittable> {
    @Override
    public FileSinkCommittable getCommittable() {
      return request.getCommittable();
    }

    @Override
    public int getNumberOfRetries() {
      return 1;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable t) {
      throw new AssertionError(t);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable t) {
      throw new AssertionError(t);
    }

    @Override
    public void retryLater() {
      throw new AssertionError();
    }

    @Override
    public void updateAndRetryLater(FileSinkCommittable committable) {
      throw new AssertionError();
    }

    @Override
    public void signalAlreadyCommitted() {
      dropped.add(getCommittable().getPendingFile().getPath().getName());
    }
  }

  private record Request(FileSinkCommittable file)
      implements Committer.CommitRequest<FileSinkCommittable> {
    @Override
    public FileSinkCommittable getCommittable() {
      return file;
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable t) {
      throw new AssertionError(t);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable t) {
      throw new AssertionError(t);
    }

    @Override
    public void retryLater() {
      throw new AssertionError();
    }

    @Override
    public void updateAndRetryLater(FileSinkCommittable committable) {
      throw new AssertionError();
    }

    @Override
    public void signalAlreadyCommitted() {
      throw new AssertionError();
    }
  }
}
