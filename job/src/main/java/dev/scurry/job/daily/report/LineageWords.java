package dev.scurry.job.daily.report;

import dev.scurry.job.page.Figures;
import dev.scurry.schema.DailyLineage;
import dev.scurry.schema.LineageEvent;
import dev.scurry.schema.MassShare;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What became of the segments, in sentences. */
final class LineageWords {

  private final DailyLineage lineage;

  LineageWords(DailyLineage lineage) {
    this.lineage = lineage;
  }

  /** In one sentence. */
  String summary() {
    if (lineage.since() == null) {
      return "There is no earlier day to compare with: these segments are the first of their names.";
    }
    long lasting =
        lineage.segments().stream()
            .filter(segment -> segment.cluster() != null && segment.usersBefore() > 0)
            .count();
    long now = lineage.segments().stream().filter(s -> s.cluster() != null).count();
    long gone = lineage.segments().size() - now;
    return "Since "
        + lineage.since()
        + ": "
        + count(lasting, "segment lives on", "segments live on")
        + ", "
        + count(now - lasting, "is new", "are new")
        + ", "
        + count(gone, "is gone", "are gone")
        + ".";
  }

  private static String count(long number, String one, String many) {
    return Figures.count(number) + " " + (number == 1 ? one : many);
  }

  List<String> sentences() {
    return lineage.events().stream().map(LineageWords::sentence).toList();
  }

  private static String sentence(LineageEvent event) {
    return switch (event.event()) {
      case "born" -> born(event);
      case "died" -> died(event);
      case "split" -> split(event);
      default -> merged(event);
    };
  }

  private static String born(LineageEvent event) {
    String where =
        event.from().isEmpty()
            ? "; hardly any of its users were in a segment before."
            : ": of its users, " + shares(event.from(), "came from segment ") + ".";
    return "Segment " + event.cluster() + " is new" + where;
  }

  private static String died(LineageEvent event) {
    String where =
        event.to().isEmpty()
            ? "; hardly any of its users are in a segment now."
            : ": of its users, " + shares(event.to(), "are now in segment ") + ".";
    return "Segment " + event.cluster() + " is gone" + where;
  }

  private static String split(LineageEvent event) {
    return "Segment "
        + event.cluster()
        + " split: "
        + shares(event.to(), "are now in segment ")
        + ".";
  }

  private static String merged(LineageEvent event) {
    List<MassShare> others = new ArrayList<>(event.from());
    others.removeIf(share -> share.cluster() == event.cluster());
    return "Segment "
        + event.cluster()
        + " took others in: of its users, "
        + shares(others, "came from segment ")
        + ".";
  }

  private static String shares(List<MassShare> shares, String where) {
    return shares.stream()
        .map(share -> Figures.percent(share.share()) + " " + where + share.cluster())
        .collect(Collectors.joining(", "));
  }
}
