package dev.scurry.benchmarks;

import dev.scurry.schema.FeatureManifest;
import dev.scurry.schema.StoragePaths;
import dev.scurry.schema.WireFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A day of users with 16 features as the stream snapshots them: 40 personas whose sizes fall as 1 /
 * i and whose features have spreads of their own, and 2 % who are like nobody. Ids in no order.
 */
final class PersonaDay {

  static final String DAY = "2026-01-31";

  private static final int FEATURES = 16;
  private static final int PERSONAS = 40;
  private static final int PARTS = 4;
  private static final double NOBODY = 0.02;
  private static final double DECIMALS = 1e4;
  private static final long ODD = 2_654_435_761L;

  private final SplittableRandom random;
  private final double[] shares = new double[PERSONAS];
  private final double[][] centres = new double[PERSONAS][FEATURES];
  private final double[][] spreads = new double[PERSONAS][FEATURES];

  private PersonaDay(long seed) {
    random = new SplittableRandom(seed);
    for (int persona = 0; persona < PERSONAS; persona++) {
      shares[persona] = 1.0 / (persona + 1);
      for (int f = 0; f < FEATURES; f++) {
        centres[persona][f] = random.nextDouble(0, 10);
        spreads[persona][f] = random.nextDouble(0.2, 0.8);
      }
    }
  }

  /** Writes the day below a root, a local folder's URI. */
  static void make(String root, int users, long seed) throws IOException {
    new PersonaDay(seed).write(root, users);
  }

  private void write(String root, int users) throws IOException {
    Path folder = Path.of(URI.create(StoragePaths.featuresOf(root, DAY)));
    Files.createDirectories(folder);
    List<FeatureManifest.Part> parts = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      Path file = folder.resolve("part-" + part + ".csv.gz");
      writePart(file, part, users);
      parts.add(new FeatureManifest.Part(file.getFileName().toString(), Files.size(file)));
    }
    FeatureManifest manifest = new FeatureManifest(DAY, columns(), parts, null, WireFormat.VERSION);
    Files.write(folder.resolve("_manifest.json"), WireFormat.encode(manifest));
  }

  private void writePart(Path file, int part, int users) throws IOException {
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file), 1 << 16),
                StandardCharsets.UTF_8))) {
      out.write(String.join(",", columns()) + "\n");
      for (long user = part; user < users; user += PARTS) {
        out.write(row(user * ODD % (1L << 32)));
      }
    }
  }

  private String row(long id) {
    StringBuilder row = new StringBuilder("user-").append(id).append(",2026-01-31T23:00:00Z");
    int persona = random.nextDouble() < NOBODY ? -1 : Recipes.pick(shares, random);
    for (int f = 0; f < FEATURES; f++) {
      double value =
          persona < 0
              ? random.nextDouble(-1, 11)
              : centres[persona][f] + spreads[persona][f] * random.nextGaussian();
      row.append(',').append(Math.rint(value * DECIMALS) / DECIMALS);
    }
    return row.append('\n').toString();
  }

  private static List<String> columns() {
    return Stream.concat(
            Stream.of("user_id", "window_end"),
            IntStream.range(0, FEATURES).mapToObj(f -> "feature_" + f))
        .toList();
  }
}
