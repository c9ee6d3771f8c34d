package dev.scurry.cli.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of a Dockerfile: several stages, pinned bases, and no stage that ends as root. */
final class DockerfileRules {

  private static final Pattern FROM = Pattern.compile("FROM (?<base>\\S+) AS (?<stage>\\S+)");
  private static final Pattern USER = Pattern.compile("USER (?<user>\\S+)");

  private DockerfileRules() {}

  /** What is wrong with a Dockerfile; empty if nothing is. */
  static List<String> violations(String dockerfile) {
    List<String> violations = new ArrayList<>();
    Map<String, String> users = new LinkedHashMap<>();
    String stage = null;
    for (String line : dockerfile.lines().toList()) {
      Matcher from = FROM.matcher(line);
      Matcher user = USER.matcher(line);
      if (from.matches()) {
        stage = from.group("stage");
        users.put(stage, "root");
        if (!PinnedImage.matches(from.group("base"))) {
          violations.add(stage + ": base '" + from.group("base") + "' is not pinned");
        }
      } else if (line.startsWith("FROM")) {
        violations.add("a stage without a name: " + line);
      } else if (user.matches() && stage != null) {
        users.put(stage, user.group("user"));
      }
    }
    if (users.size() < 2) {
      violations.add("builds and runs in one stage");
    }
    users.forEach(
        (name, user) -> {
          if (user.equals("root") || user.equals("0")) {
            violations.add(name + ": ends as root");
          }
        });
    return violations;
  }
}
