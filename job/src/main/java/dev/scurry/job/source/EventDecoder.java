package dev.scurry.job.source;

import dev.scurry.job.config.ScurryOptions.TimeUnitSetting;
import dev.scurry.schema.DeadLetterReason;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.datasketches.hash.MurmurHash3;

/**
 * Makes an event of a record's bytes, or says why it is none. Malformed data is never an exception.
 *
 * <p>A user is a text that is not empty, or a number. Users and types are of at most {@value
 * UserId#MOST_CHARACTERS} characters; half a surrogate pair, which only an escape of JSON can be,
 * is no text. An empty item, type or counted field is an absent one. A number that a feature needs
 * may be absent, null or empty; where it is there it must be a finite decimal below 9.2e12 in size,
 * as a number or as text. Not thread-safe.
 */
final class EventDecoder implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Numbers are whole millionths. */
  static final int FRACTION_DIGITS = 6;

  /** Numbers must stay below this many millionths. */
  static final long NUMBER_LIMIT = 9_200_000_000_000_000_000L;

  private static final long HASH_SEED = 9001;

  private final EventLayout layout;
  private final RecordForm form;
  private final TimeUnitSetting unit;
  private final int maxRecordBytes;
  private transient RawFields raw;

  EventDecoder(EventLayout layout, RecordForm form, TimeUnitSetting unit, int maxRecordBytes) {
    this.layout = layout;
    this.form = form;
    this.unit = unit;
    this.maxRecordBytes = maxRecordBytes;
    this.raw = new RawFields(layout);
  }

  /**
   * @param bytes the record; null, as Kafka has it, is undecodable
   */
  Decoded decode(byte[] bytes) {
    if (bytes == null) {
      return Decoded.dead(DeadLetterReason.UNDECODABLE);
    }
    if (bytes.length > maxRecordBytes) {
      return Decoded.dead(DeadLetterReason.OVERSIZED);
    }
    String text = utf8(bytes);
    raw.clear();
    if (text == null || !form.read(text, raw)) {
      return Decoded.dead(DeadLetterReason.UNDECODABLE);
    }
    return event();
  }

  /** The text of bytes that are UTF-8, else null. */
  static String utf8(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean suspect = text.indexOf('\uFFFD') >= 0;
    return suspect && !isUtf8(bytes) ? null : text;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private Decoded event() {
    if (raw.user == null || raw.user.isEmpty()) {
      return Decoded.dead(DeadLetterReason.MISSING_USER);
    }
    if (raw.time == null || raw.time.isEmpty()) {
      return Decoded.dead(DeadLetterReason.MISSING_TIME);
    }
    if (isTooLong(raw.user) || isTooLong(raw.type)) {
      return Decoded.dead(DeadLetterReason.OVERSIZED);
    }
    if (!areTexts()) {
      return Decoded.dead(DeadLetterReason.UNDECODABLE);
    }
    Event event = new Event();
    event.user = raw.user;
    event.type = raw.type;
    DeadLetterReason reason = readTime(event);
    if (reason == null) {
      reason = readValues(event);
    }
    if (reason != null) {
      return Decoded.dead(reason);
    }
    readKeys(event);
    return new Decoded(event, null);
  }

  private static boolean isTooLong(String text) {
    return text != null && text.length() > UserId.MOST_CHARACTERS;
  }

  private boolean areTexts() {
    boolean texts = UserId.isText(raw.user) && UserId.isText(raw.type);
    for (String key : raw.keys) {
      texts &= UserId.isText(key);
    }
    return texts;
  }

  private DeadLetterReason readTime(Event event) {
    event.time = EventTime.parse(raw.time, unit);
    if (event.time == EventTime.UNREADABLE) {
      return isNonFinite(raw.time) ? DeadLetterReason.NOT_A_NUMBER : DeadLetterReason.UNDECODABLE;
    }
    return EventTime.inRange(event.time) ? null : DeadLetterReason.TIME_OUT_OF_RANGE;
  }

  private DeadLetterReason readValues(Event event) {
    event.values = new long[raw.numbers.length];
    for (int i = 0; i < raw.numbers.length; i++) {
      String text = raw.numbers[i] == null ? "" : raw.numbers[i].strip();
      if (text.isEmpty()) {
        continue;
      }
      long value = DecimalText.scaled(text, FRACTION_DIGITS, RoundingMode.HALF_EVEN);
      if (value == DecimalText.NOT_A_NUMBER) {
        return DeadLetterReason.NOT_A_NUMBER;
      }
      if (value >= NUMBER_LIMIT || value <= -NUMBER_LIMIT) {
        return DeadLetterReason.NUMBER_TOO_LARGE;
      }
      event.values[i] = value;
      event.hasValue |= 1L << i;
    }
    return null;
  }

  private void readKeys(Event event) {
    event.keys = new long[raw.keys.length];
    for (int i = 0; i < raw.keys.length; i++) {
      if (raw.keys[i] != null && !raw.keys[i].isEmpty()) {
        event.keys[i] = hash(raw.keys[i]);
        event.hasKey |= 1L << i;
      }
    }
  }

  /** The first half of MurmurHash3's 128 bits over the text's UTF-8. */
  private static long hash(String text) {
    return MurmurHash3.hash(text.getBytes(StandardCharsets.UTF_8), HASH_SEED)[0];
  }

  private static boolean isNonFinite(String text) {
    return switch (text) {
      case "NaN", "Infinity", "+Infinity", "-Infinity", "INF", "+INF", "-INF" -> true;
      default -> false;
    };
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    raw = new RawFields(layout);
  }
}
