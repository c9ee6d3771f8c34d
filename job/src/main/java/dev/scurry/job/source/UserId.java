package dev.scurry.job.source;

/**
 * What can be the id of a user: it is a key of Kafka and of state, a field of assignments, of
 * changes and of files, so it has to have a UTF-8 form and be short.
 */
public final class UserId {

  /** So that whatever names a user fits into a record of Kafka. */
  public static final int MOST_CHARACTERS = 1024;

  private UserId() {}

  /** Why a text can't be a user's id; empty: it can. */
  public static String problemOf(String text) {
    if (text.isEmpty()) {
      return "is empty";
    }
    if (text.length() > MOST_CHARACTERS) {
      return "has " + text.length() + " characters; at most " + MOST_CHARACTERS + " are taken";
    }
    return isText(text) ? "" : "has half a surrogate pair, which is no text";
  }

  /** Whether every surrogate has its other half; null is fine. */
  static boolean isText(String text) {
    int length = text == null ? 0 : text.length();
    for (int i = 0; i < length; i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == length || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
