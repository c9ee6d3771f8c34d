package dev.scurry.job.daily;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.scurry.schema.FeatureManifest;
import dev.scurry.schema.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A root in a local folder with the features of one day, as the stream snapshots them. */
final class DayFolder {

  static final String DAY = "2025-06-10";
  static final String WINDOW_END = "2025-06-10T23:00:00Z";
  static final List<String> COLUMNS = List.of("user_id", "window_end", "views", "comments");

  private final Path root;
  private final List<FeatureManifest.Part> parts = new ArrayList<>();

  DayFolder(Path root) {
    this.root = root;
  }

  String uri() {
    return root.toUri().toString();
  }

  static String row(String user, double views, double comments) {
    return CsvText.quoted(user) + "," + WINDOW_END + "," + views + "," + comments;
  }

  /** A part with the header and these rows, named in the manifest to be. */
  DayFolder part(String name, List<String> rows) throws IOException {
    byte[] packed = packed(String.join(",", COLUMNS) + "\n" + String.join("\n", rows) + "\n");
    write(features(name), packed);
    parts.add(new FeatureManifest.Part(name, packed.length));
    return this;
  }

  DayFolder manifest() throws IOException {
    return manifest(parts);
  }

  DayFolder manifest(List<FeatureManifest.Part> named) throws IOException {
    FeatureManifest manifest = new FeatureManifest(DAY, COLUMNS, named, null, 1);
    write(features("_manifest.json"), WireFormat.encode(manifest));
    return this;
  }

  Path features(String name) {
    return root.resolve("features/day=" + DAY).resolve(name);
  }

  Path file(String path) {
    return root.resolve(path);
  }

  String unpacked(String path) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file(path))))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** Every file below the root but the features: its path and its bytes. */
  Map<String, byte[]> results() throws IOException {
    Map<String, byte[]> results = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = root.relativize(file).toString();
        if (!path.startsWith("features/")) {
          results.put(path, Files.readAllBytes(file));
        }
      }
    }
    return results;
  }

  static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return packed.toByteArray();
  }
}
