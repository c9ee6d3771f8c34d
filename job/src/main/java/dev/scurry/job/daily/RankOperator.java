package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.scurry.job.config.ScurryOptions.Scaling;
import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.StoragePaths;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * One task: gathers the rows of the day, ranks its users and hands them out in blocks, in the
 * metric of the distance. Writes the rejected rows. Holds O(users x features).
 */
final class RankOperator extends AbstractStreamOperator<UserBlock>
    implements OneInputStreamOperator<FeatureRow, UserBlock>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  /** Keys, facts and outputs, for the one who publishes the day. */
  static final OutputTag<Finding> FINDINGS = new OutputTag<>("findings", Types.POJO(Finding.class));

  private final DayStore store;
  private final String reports;
  private final DayInput input;
  private final Scaling scaling;

  private transient List<FeatureRow> rows;
  private transient RejectedFeatures rejected;
  private transient long read;

  RankOperator(DayStore store, DailyRequest request, DayInput input, Scaling scaling) {
    this.store = store;
    this.reports = store.relative(StoragePaths.reportsOf(store.root(), request.day()));
    this.input = input;
    this.scaling = scaling;
  }

  @Override
  public void open() throws Exception {
    super.open();
    rows = new ArrayList<>();
    rejected = new RejectedFeatures(input.parts, temporary());
  }

  @Override
  public void processElement(StreamRecord<FeatureRow> element) throws IOException {
    FeatureRow row = element.getValue();
    read++;
    if (row.isUsed()) {
      rows.add(row);
    } else {
      rejected.add(row);
    }
  }

  @Override
  public void endInput() throws IOException {
    UserRanking ranking = UserRanking.of(rows);
    for (FeatureRow row : ranking.rejected()) {
      rejected.add(row);
    }
    DayScale scale = DayScale.of(ranking.users(), input.features().size(), scaling);
    tell(Finding.ofOutput(writeRejected()));
    tell(Finding.ofFacts(facts(scale)));
    emitBlocks(ranking.users(), scale);
    rows = null;
  }

  @Override
  public void close() throws Exception {
    if (rejected != null) {
      rejected.close();
    }
    super.close();
  }

  private void emitBlocks(List<FeatureRow> users, DayScale scale) {
    for (int first = 0; first < users.size(); first += UserBlock.USERS) {
      int end = Math.min(users.size(), first + UserBlock.USERS);
      UserBlock block = block(users.subList(first, end), scale, input.features().size());
      block.points = users.size();
      block.firstRank = first;
      output.collect(new StreamRecord<>(block));
      tell(Finding.ofKeys(users.size(), first, keys(users.subList(first, end))));
    }
  }

  private static String[] keys(List<FeatureRow> users) {
    return users.stream().map(row -> row.user).toArray(String[]::new);
  }

  static UserBlock block(List<FeatureRow> users, DayScale scale, int dimensions) {
    UserBlock block = new UserBlock();
    block.dimensions = dimensions;
    block.keyEnds = new int[users.size()];
    ByteArrayOutputStream keys = new ByteArrayOutputStream();
    for (int at = 0; at < block.keyEnds.length; at++) {
      keys.writeBytes(users.get(at).user.getBytes(UTF_8));
      block.keyEnds[at] = keys.size();
    }
    block.keys = keys.toByteArray();
    block.coordinates = new double[users.size() * block.dimensions];
    for (int at = 0; at < users.size(); at++) {
      scale.coordinates(users.get(at), block.coordinates, at * block.dimensions);
    }
    return block;
  }

  private void tell(Finding finding) {
    output.collect(FINDINGS, new StreamRecord<>(finding));
  }

  private DailyManifest.Output writeRejected() throws IOException {
    try (Spool spool = Spool.in(temporary())) {
      spool.header("path,line,reason,text\r\n");
      rejected.copyTo(spool);
      return spool.publishHashed(store, reports + "/rejected");
    }
  }

  private DayFacts facts(DayScale scale) {
    List<DailyManifest.Feature> features = new ArrayList<>();
    for (String name : input.features()) {
      int at = features.size();
      features.add(new DailyManifest.Feature(name, scale.mean(at), scale.deviation(at)));
    }
    return DayFacts.ofFeatures(read, features, rejected.byReason(), rejected.sample());
  }

  private Path temporary() {
    return Path.of(getRuntimeContext().getTaskManagerRuntimeInfo().getTmpDirectories()[0]);
  }
}
