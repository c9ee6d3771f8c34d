package dev.scurry.job.daily;

import dev.scurry.schema.FeatureManifest;
import dev.scurry.schema.StoragePaths;
import dev.scurry.schema.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipException;

/**
 * Takes users out of a stored day: out of its features, and with them goes what was made of them.
 *
 * <p>Parts that hold a user are written anew under another name; then the manifest, in one step,
 * names the new ones instead; then the old ones are removed. Wherever this ends, a reader finds the
 * old day or the new one, whole, and the next run goes on: the manifest remembers what it replaced.
 * The stream's committer heeds that too, when it repeats itself after a restart.
 *
 * <p>The day's clusters and distances were computed with the user, so they are not rewritten but
 * removed, the manifest of their run last, whatever they were made of: {@code scurry daily} makes
 * them again of what is left. What others have put into the folder of the distances is only told
 * of.
 */
public final class DayForget {

  private final DayStore store;
  private final DayResults results;
  private final String day;
  private final ForgottenRows rows;
  private final Path temporary;

  DayForget(DayStore store, DailyRequest request, Set<String> users, Path temporary) {
    this.store = store;
    this.day = request.day();
    this.rows = new ForgottenRows(store, users);
    this.results = new DayResults(store, request, rows);
    this.temporary = temporary;
  }

  /**
   * What became of a day.
   *
   * @param there whether the features of the day have a manifest; if not, they are as they were
   * @param rows that were taken out of its features
   * @param runAgain whether results of the daily job were removed, so that it has to run again
   * @param left objects of others that hold a user, below the root
   */
  public record Result(boolean there, long rows, boolean runAgain, List<String> left) {
    public Result {
      left = List.copyOf(left);
    }
  }

  /**
   * Forgets the users of a day.
   *
   * @param request names root, day and folders
   * @param temporary local folder
   * @throws UnusableDayException if the day is damaged
   */
  public static Result run(DailyRequest request, Set<String> users, Path temporary)
      throws IOException {
    DayStore store = new DayStore(request.root(), "reports/day=" + request.day());
    return new DayForget(store, request, users, temporary).run();
  }

  Result run() throws IOException {
    String path = store.relative(StoragePaths.featureManifest(store.root(), day));
    if (!store.exists(path)) {
      return new Result(false, 0, results.remove(false), results.left());
    }
    long before = rows.count();
    FeatureManifest manifest = DayInput.readManifest(store, path);
    FeatureManifest rewritten = rewritten(manifest);
    if (!rewritten.equals(manifest)) {
      store.put(path, new ByteArrayInputStream(WireFormat.encode(rewritten)));
    }
    for (String replaced : rewritten.replacedParts()) {
      store.delete(features(replaced));
    }
    long removed = rows.count() - before;
    return new Result(true, removed, results.remove(removed > 0), results.left());
  }

  private FeatureManifest rewritten(FeatureManifest manifest) throws IOException {
    List<FeatureManifest.Part> parts = new ArrayList<>();
    Set<String> replaced = new TreeSet<>(manifest.replacedParts());
    for (FeatureManifest.Part part : manifest.parts()) {
      FeatureManifest.Part clean = withoutUsers(part);
      parts.add(clean);
      if (!clean.equals(part)) {
        replaced.add(part.name());
      }
    }
    parts.sort(Comparator.comparing(FeatureManifest.Part::name));
    return new FeatureManifest(
        manifest.day(),
        manifest.columns(),
        parts,
        replaced.isEmpty() ? null : List.copyOf(replaced),
        manifest.format());
  }

  /** The part itself where it holds none of them. */
  private FeatureManifest.Part withoutUsers(FeatureManifest.Part part) throws IOException {
    long before = rows.count();
    try (Spool spool = Spool.in(temporary)) {
      rows.copyOthers(features(part.name()), spool);
      if (rows.count() == before) {
        return part;
      }
      String path = spool.publishHashed(store, features("part")).path();
      return new FeatureManifest.Part(
          path.substring(path.lastIndexOf('/') + 1), store.length(path));
    } catch (ZipException | EOFException e) {
      throw new UnusableDayException(part.name() + " is no whole gzip file: " + e.getMessage(), e);
    }
  }

  private String features(String name) {
    return store.relative(StoragePaths.featuresOf(store.root(), day)) + "/" + name;
  }
}
