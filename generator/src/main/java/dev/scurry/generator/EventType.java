package dev.scurry.generator;

import java.util.Locale;

/** What a synthetic user can do. */
public enum EventType {
  VIEW,
  COMMENT,
  LIKE,
  SHARE,
  POST;

  /** The word on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
