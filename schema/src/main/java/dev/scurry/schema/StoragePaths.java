package dev.scurry.schema;

import java.util.Locale;

/** Where things lie below the root, {@code s3://bucket} or {@code file:///dir}. */
public final class StoragePaths {

  private StoragePaths() {}

  public static String model(String root, String name, long version) {
    return under(root, String.format(Locale.ROOT, "models/%s/v%010d", name, version));
  }

  public static String latestModel(String root, String name) {
    return under(root, "models/" + name + "/latest.json");
  }

  public static String features(String root) {
    return under(root, "features");
  }

  public static String featuresOf(String root, String day) {
    return under(root, "features/day=" + day);
  }

  public static String featureManifest(String root, String day) {
    return featuresOf(root, day) + "/_manifest.json";
  }

  public static String distancesOf(String root, String folder, String day) {
    return under(root, folder + "/day=" + day);
  }

  public static String clustersOf(String root, String folder, String day) {
    return under(root, folder + "/day=" + day + "/clusters.csv.gz");
  }

  public static String reportsOf(String root, String day) {
    return under(root, "reports/day=" + day);
  }

  private static String under(String root, String path) {
    return root.endsWith("/") ? root + path : root + "/" + path;
  }
}
