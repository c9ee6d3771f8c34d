package dev.scurry.cli.deploy;

import java.util.regex.Pattern;

/** What counts as a pinned image: a tag that begins with a whole version. */
final class PinnedImage {

  private static final Pattern PINNED =
      Pattern.compile("[a-z0-9./-]+:\\d+(\\.\\d+)+[A-Za-z0-9._-]*");

  private PinnedImage() {}

  static boolean matches(String image) {
    return PINNED.matcher(image).matches();
  }
}
