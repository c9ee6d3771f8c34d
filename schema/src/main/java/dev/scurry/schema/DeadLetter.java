package dev.scurry.schema;

/**
 * A record that is no event, with why and where it lies.
 *
 * @param reason one of {@link DeadLetterReason}'s words
 * @param topic topic, or path of the file
 * @param offset Kafka offset, or line number (from 1) of the file
 * @param bytes the original bytes, base64; only the first 256 KiB where there are more; null where
 *     users have pseudonyms
 * @param length how many bytes the record had
 * @param sha256 of all its bytes, in hex; given where {@code bytes} is a prefix or absent
 */
public record DeadLetter(
    String reason,
    String topic,
    int partition,
    long offset,
    String bytes,
    long length,
    String sha256,
    int format) {}
