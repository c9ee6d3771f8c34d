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
import java.util.Map;
import java.util.TreeMap;
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

  private static final int SAMPLE = 10;
  private static final int SAMPLE_TEXT = 200;

  private final DayStore store;
  private final String reports;
  private final DayInput input;
  private final Scaling scaling;

  private transient List<FeatureRow> rows;

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
  }

  @Override
  public void processElement(StreamRecord<FeatureRow> element) {
    rows.add(element.getValue());
  }

  @Override
  public void endInput() throws IOException {
    UserRanking ranking = UserRanking.of(rows);
    DayScale scale = DayScale.of(ranking.users(), input.features().size(), scaling);
    tell(Finding.ofOutput(writeRejected(ranking.rejected())));
    tell(Finding.ofFacts(facts(ranking, scale)));
    emitBlocks(ranking.users(), scale);
    rows = null;
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

  private DailyManifest.Output writeRejected(List<FeatureRow> rejected) throws IOException {
    try (Spool spool = Spool.in(temporary())) {
      spool.header("path,line,reason,text\r\n");
      for (FeatureRow row : rejected) {
        spool.row(
            "%s,%d,%s,%s\r\n"
                .formatted(
                    CsvText.quoted(pathOf(row)), row.line, row.problem, CsvText.quoted(row.text)));
      }
      return spool.publishHashed(store, reports + "/rejected");
    }
  }

  private DayFacts facts(UserRanking ranking, DayScale scale) {
    List<DailyManifest.Feature> features = new ArrayList<>();
    for (String name : input.features()) {
      int at = features.size();
      features.add(new DailyManifest.Feature(name, scale.mean(at), scale.deviation(at)));
    }
    Map<String, Long> byReason = new TreeMap<>();
    ranking.rejected().forEach(row -> byReason.merge(row.problem, 1L, Long::sum));
    return DayFacts.ofFeatures(rows.size(), features, byReason, sample(ranking.rejected()));
  }

  private List<DailyManifest.RejectedRow> sample(List<FeatureRow> rejected) {
    return rejected.stream()
        .limit(SAMPLE)
        .map(r -> new DailyManifest.RejectedRow(pathOf(r), r.line, r.problem, start(r.text)))
        .toList();
  }

  private static String start(String text) {
    int end =
        text.offsetByCodePoints(0, Math.min(SAMPLE_TEXT, text.codePointCount(0, text.length())));
    return text.substring(0, end);
  }

  private String pathOf(FeatureRow row) {
    return input.parts[row.place].path;
  }

  private Path temporary() {
    return Path.of(getRuntimeContext().getTaskManagerRuntimeInfo().getTmpDirectories()[0]);
  }
}
