package dev.scurry.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireFormatTest {

  static List<Object> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void decode_readsWhatEncodeWrote(Object sample) {
    Object back = WireFormat.decode(WireFormat.encode(sample), sample.getClass());

    assertThat(back).usingRecursiveComparison().isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void decode_readsCommittedBytesOfFormat1(Object sample) throws IOException {
    Object back = WireFormat.decode(golden(sample), sample.getClass());

    assertThat(back).usingRecursiveComparison().isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void encode_writesCommittedBytesOfFormat1(Object sample) throws IOException {
    assertThat(new String(WireFormat.encode(sample), UTF_8))
        .isEqualTo(new String(golden(sample), UTF_8));
  }

  @Test
  void decode_readsModelFromBeforeItsLaterFields() throws IOException {
    ClusterModel first = WireFormat.decode(golden("cluster-model-first"), ClusterModel.class);

    assertThat(first.ssd()).isEqualTo(67.265625);
    assertThat(first.testMsd()).isNull();
    assertThat(first.lineage()).isNull();
    assertThat(first.distances()).isNull();
  }

  @Test
  void decode_ignoresUnknownField() {
    LatestModel model =
        WireFormat.decode("{\"version\":3,\"new\":[1]}".getBytes(UTF_8), LatestModel.class);

    assertThat(model.version()).isEqualTo(3);
  }

  @Test
  void decode_refusesRepeatedField() {
    byte[] json = "{\"version\":3,\"version\":4}".getBytes(UTF_8);

    assertThatThrownBy(() -> WireFormat.decode(json, LatestModel.class))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("not a LatestModel")
        .hasMessageContaining("version");
  }

  @Test
  void encode_leavesOutAbsentValue() {
    DeadLetter letter = new DeadLetter("oversized", "t", 0, 0, "", 0, null, 1);

    assertThat(new String(WireFormat.encode(letter), UTF_8)).doesNotContain("sha256");
  }

  private static byte[] golden(Object sample) throws IOException {
    return golden(JsonSchemas.all().get(sample.getClass()));
  }

  private static byte[] golden(String name) throws IOException {
    String resource = "/golden/" + name + ".json";
    try (InputStream in = WireFormatTest.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return new String(in.readAllBytes(), UTF_8).strip().getBytes(UTF_8);
    }
  }
}
