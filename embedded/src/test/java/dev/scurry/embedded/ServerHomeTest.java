package dev.scurry.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerHomeTest {
  @TempDir private Path top;

  @Test
  void folder_inTheDistribution_isBesideLib() throws IOException {
    Path servers = Files.createDirectories(top.resolve("servers/kafka"));

    assertThat(ServerHome.folder("kafka", null, top.resolve("lib/scurry-embedded.jar")))
        .isEqualTo(servers);
  }

  @Test
  void folder_inTheBuild_isTheServerModulesOwn() throws IOException {
    Path built = Files.createDirectories(top.resolve("kafka-server/target/server"));

    assertThat(ServerHome.folder("kafka", null, top.resolve("target/classes"))).isEqualTo(built);
    assertThat(ServerHome.folder("kafka", null, top.resolve("target/scurry-embedded.jar")))
        .isEqualTo(built);
  }

  @Test
  void folder_namedByTheProperty_comesFirst() throws IOException {
    Files.createDirectories(top.resolve("servers/kafka"));
    Path named = Files.createDirectories(top.resolve("elsewhere/kafka"));

    assertThat(
            ServerHome.folder(
                "kafka", top.resolve("elsewhere").toString(), top.resolve("lib/embedded.jar")))
        .isEqualTo(named);
  }

  @Test
  void folder_thatIsNowhere_saysWhereItLooked() {
    assertThatThrownBy(() -> ServerHome.folder("kafka", null, top.resolve("lib/embedded.jar")))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining(top.resolve("servers/kafka").toString());
  }
}
