package dev.scurry.job.daily;

import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.StoragePaths;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * One task: ranks the keys that the readers of distances met and says what they found in ranks.
 * Writes the rejected rows. Holds O(points x minSamples).
 */
final class KeysOperator extends AbstractStreamOperator<Finding>
    implements OneInputStreamOperator<Finding, Finding>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private static final int KEYS_OF_A_FINDING = 4096;

  private final DayStore store;
  private final String rejectedPrefix;
  private final DensityParameters parameters;

  private transient KeyRanking ranking;
  private transient PairMerge merge;
  private transient List<ObjectFacts> objects;
  private transient RejectedLog rejected;

  KeysOperator(DayStore store, DailyRequest request) {
    this.store = store;
    this.rejectedPrefix =
        store.relative(StoragePaths.reportsOf(store.root(), request.day())) + "/rejected";
    this.parameters = request.parameters();
  }

  @Override
  public void open() throws Exception {
    super.open();
    ranking = new KeyRanking();
    merge = PairMerge.of(parameters);
    objects = new ArrayList<>();
    rejected = RejectedLog.in(temporary());
  }

  @Override
  public void processElement(StreamRecord<Finding> element) throws IOException {
    Finding finding = element.getValue();
    if (finding.keyEnds != null) {
      ranking.add(finding);
    } else if (finding.rejected != null) {
      rejected.add(finding.object, finding.rejected, finding.rejectedRows);
    } else if (finding.objectFacts != null) {
      objects.add(WireFormat.decode(finding.objectFacts, ObjectFacts.class));
    } else {
      merge.add(finding, ranking);
    }
  }

  @Override
  public void endInput() throws IOException {
    tell(Finding.ofOutput(writeRejected()));
    tell(Finding.ofFacts(DayFacts.ofDistances(objects)));
    int[] ranks = ranking.ranks();
    tellKeys(ranks);
    merge.handOver(ranks, this::tell);
    ranking = null;
    merge = null;
  }

  @Override
  public void close() throws Exception {
    if (rejected != null) {
      rejected.close();
    }
    super.close();
  }

  private DailyManifest.Output writeRejected() throws IOException {
    try (Spool spool = Spool.in(temporary())) {
      spool.header("path,line,reason,text\r\n");
      rejected.copyTo(spool);
      return spool.publishHashed(store, rejectedPrefix);
    }
  }

  private void tellKeys(int[] ranks) {
    int[] numbers = new int[ranks.length];
    for (int number = 0; number < ranks.length; number++) {
      numbers[ranks[number]] = number;
    }
    for (int first = 0; first < numbers.length; first += KEYS_OF_A_FINDING) {
      String[] keys = new String[Math.min(KEYS_OF_A_FINDING, numbers.length - first)];
      for (int at = 0; at < keys.length; at++) {
        keys[at] = ranking.key(numbers[first + at]);
      }
      tell(Finding.ofKeys(numbers.length, first, keys));
    }
  }

  private void tell(Finding finding) {
    output.collect(new StreamRecord<>(finding));
  }

  private Path temporary() {
    return Path.of(getRuntimeContext().getTaskManagerRuntimeInfo().getTmpDirectories()[0]);
  }
}
