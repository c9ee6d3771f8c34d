package dev.scurry.job.config;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Puts a pseudonym in the place of a user's id, where the settings ask for it: the first 128 bits
 * of HMAC-SHA-256 over the id's UTF-8, as 22 letters, digits, - and _. Without the key nobody can
 * tell the id of a pseudonym, not even by trying ids; with it the pseudonym of an id is always the
 * same. Not thread-safe.
 */
public final class Pseudonyms implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{21}[AQgw]");

  /** Null: ids stay as they are. */
  private final byte[] key;

  private transient Mac mac;

  private Pseudonyms(byte[] key) {
    this.key = key;
  }

  public static Pseudonyms of(Settings settings) {
    Settings.Privacy privacy = settings.privacy();
    return new Pseudonyms(
        privacy.pseudonymise() ? privacy.key().getBytes(StandardCharsets.UTF_8) : null);
  }

  /** Every id stays as it is. */
  public static Pseudonyms none() {
    return new Pseudonyms(null);
  }

  /** Whether ids are replaced. */
  public boolean areOn() {
    return key != null;
  }

  /** What stands for a user: a pseudonym, or the id itself where they are off. */
  public String of(String user) {
    if (key == null) {
      return user;
    }
    byte[] code = mac().doFinal(user.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(code, BYTES));
  }

  /** Whether a text may be a pseudonym; an id of the same form can't be told from one. */
  public static boolean isLikeOne(String text) {
    return FORM.matcher(text).matches();
  }

  private Mac mac() {
    if (mac == null) {
      try {
        mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(key, ALGORITHM));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java has " + ALGORITHM, e);
      }
    }
    return mac;
  }
}
