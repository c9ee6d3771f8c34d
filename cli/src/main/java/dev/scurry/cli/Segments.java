package dev.scurry.cli;

import dev.scurry.clustering.AdjustedRand;
import dev.scurry.schema.Assignment;
import dev.scurry.schema.WireFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The last assignment of every user. */
final class Segments {

  private final Map<String, Assignment> lastByUser = new HashMap<>();

  /** Reads all assignments from their topic and writes them aside, one JSON object a line. */
  static Segments read(TopicReader reader, String topic, Path copy) throws IOException {
    Segments segments = new Segments();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy))) {
      reader.read(
          topic,
          json -> {
            segments.add(WireFormat.decode(json, Assignment.class));
            writeLine(out, json);
          });
    }
    return segments;
  }

  void add(Assignment assignment) {
    lastByUser.merge(
        assignment.userId(),
        assignment,
        (one, other) -> one.windowEnd().compareTo(other.windowEnd()) > 0 ? one : other);
  }

  int users() {
    return lastByUser.size();
  }

  /** Users by the cluster of their last assignment. */
  Map<Long, Integer> sizes() {
    Map<Long, Integer> sizes = new TreeMap<>();
    lastByUser.values().forEach(last -> sizes.merge(last.closestCluster(), 1, Integer::sum));
    return sizes;
  }

  /**
   * Adjusted Rand index between the personas and the clusters of the users' last assignments; 1
   * while nobody has any.
   *
   * @throws IllegalStateException if a user has no persona
   */
  double agreementWith(Map<String, String> personaByUser) {
    List<String> names = personaByUser.values().stream().distinct().sorted().toList();
    long[] truth = new long[lastByUser.size()];
    long[] found = new long[lastByUser.size()];
    int row = 0;
    for (Map.Entry<String, Assignment> user : new TreeMap<>(lastByUser).entrySet()) {
      String persona = personaByUser.get(user.getKey());
      if (persona == null) {
        throw new IllegalStateException("user " + user.getKey() + " has no persona");
      }
      truth[row] = Collections.binarySearch(names, persona);
      found[row++] = user.getValue().closestCluster();
    }
    return row == 0 ? 1 : AdjustedRand.of(truth, found);
  }

  /**
   * The persona that most users of each cluster have, with its share of them, such as "lurker 98
   * %".
   */
  Map<Long, String> leadingPersonas(Map<String, String> personaByUser) {
    Map<Long, Map<String, Integer>> counts = new TreeMap<>();
    lastByUser.forEach(
        (user, last) ->
            counts
                .computeIfAbsent(last.closestCluster(), cluster -> new TreeMap<>())
                .merge(personaByUser.get(user), 1, Integer::sum));
    return counts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> leading(entry.getValue())));
  }

  private static String leading(Map<String, Integer> counts) {
    int total = counts.values().stream().mapToInt(Integer::intValue).sum();
    Map.Entry<String, Integer> most =
        Collections.max(counts.entrySet(), Map.Entry.comparingByValue());
    return most.getKey() + " " + Math.round(100.0 * most.getValue() / total) + " %";
  }

  private static void writeLine(OutputStream out, byte[] json) {
    try {
      out.write(json);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
