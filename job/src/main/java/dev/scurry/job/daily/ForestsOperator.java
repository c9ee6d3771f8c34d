package dev.scurry.job.daily;

import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Every task reads its share of the day's objects once more, now that all keys and core distances
 * are known, and hands over a spanning forest. Holds O(points).
 */
final class ForestsOperator extends AbstractStreamOperator<Finding>
    implements TwoInputStreamOperator<DayPart, Finding, Finding>, BoundedMultiInput {
  private static final long serialVersionUID = 1L;

  private final DayStore store;
  private final boolean integerKeys;

  private transient List<DayPart> objects;
  private transient Map<String, DailyManifest.Input> firstRead;
  private transient MetKeys keys;
  private transient double[] cores;
  private transient int inputsEnded;

  ForestsOperator(DayStore store, boolean integerKeys) {
    this.store = store;
    this.integerKeys = integerKeys;
  }

  @Override
  public void open() throws Exception {
    super.open();
    objects = new ArrayList<>();
    firstRead = new HashMap<>();
    keys = new MetKeys();
    cores = new double[0];
  }

  @Override
  public void processElement1(StreamRecord<DayPart> element) {
    objects.add(element.getValue());
  }

  /** All come from one task, so keys come in the order of their ranks. */
  @Override
  public void processElement2(StreamRecord<Finding> element) {
    Finding finding = element.getValue();
    if (finding.points > cores.length) {
      cores = new double[finding.points];
    }
    if (finding.keys != null) {
      for (String key : finding.keys) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        keys.table().findOrAdd(bytes, 0, bytes.length);
      }
    }
    if (finding.facts != null) {
      for (DailyManifest.Input input : WireFormat.decode(finding.facts, DayFacts.class).inputs()) {
        firstRead.put(input.path(), input);
      }
    }
    if (finding.cores != null) {
      System.arraycopy(finding.cores, 0, cores, finding.firstRank, finding.cores.length);
    }
  }

  @Override
  public void endInput(int input) throws IOException, InterruptedException {
    inputsEnded++;
    if (inputsEnded == 2 && cores.length > 0) {
      readAll();
    }
  }

  private void readAll() throws IOException, InterruptedException {
    keys.complete();
    objects.sort(Comparator.comparingInt(object -> object.place));
    DistanceReader reader = new DistanceReader(store, integerKeys, new ForestLearner(cores), keys);
    for (DayPart object : objects) {
      checkUnchanged(reader.read(object, rejected -> {}, this::stopIfCanceled).input());
    }
    reader.learner().handOver(this::tell);
  }

  private void checkUnchanged(DailyManifest.Input read) throws IOException {
    if (!read.equals(firstRead.get(read.path()))) {
      throw new IOException(read.path() + " has changed while the day was read");
    }
  }

  private void stopIfCanceled() {
    if (getContainingTask().isCanceled()) {
      throw new CancelTaskException();
    }
  }

  private void tell(Finding finding) {
    output.collect(new StreamRecord<>(finding));
  }
}
