package dev.scurry.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PseudonymsTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  /** What {@code openssl dgst -sha256 -hmac KEY -binary | head -c 16 | base64} says. */
  @ParameterizedTest
  @CsvSource({"alice, Qz3rRUZ-TlPbq6WUyIvDog", "зоя, yfL5twcFkNPBwRduKJCzhQ"})
  void of_isTheFirstHalfOfTheHmac(String user, String pseudonym) throws Exception {
    Pseudonyms pseudonyms = with(KEY);
    Pseudonyms shipped = InstantiationUtil.clone(pseudonyms);

    assertThat(pseudonyms.of(user)).isEqualTo(pseudonym);
    assertThat(pseudonyms.of(user)).isEqualTo(pseudonym);
    assertThat(shipped.of(user)).isEqualTo(pseudonym);
  }

  @Test
  void of_anotherKey_isAnotherPseudonym() {
    assertThat(with(KEY + "!").of("alice")).isNotEqualTo(with(KEY).of("alice"));
  }

  @Test
  void of_withoutPseudonyms_isTheIdItself() {
    Pseudonyms off = Pseudonyms.of(SettingsLoader.load(null, Map.of(), Map.of()));

    assertThat(off.areOn()).isFalse();
    assertThat(off.of("alice")).isEqualTo("alice");
  }

  private static Pseudonyms with(String key) {
    return Pseudonyms.of(
        SettingsLoader.load(
            null, Map.of("SCURRY_PRIVACY_KEY", key), Map.of("privacy.pseudonymise", "true")));
  }
}
