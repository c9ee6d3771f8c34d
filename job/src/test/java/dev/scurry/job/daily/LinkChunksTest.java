package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.clustering.density.DbscanInput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkChunksTest {

  @Test
  void replay_givesEveryCallAcrossChunks() {
    List<int[]> chunks = new ArrayList<>();
    LinkChunks packer = new LinkChunks(chunks::add);
    List<String> told = new ArrayList<>();
    for (int point = 0; point < 20_000; point++) {
      packer.add(point, Integer.MAX_VALUE - point);
      told.add(point + "-" + (Integer.MAX_VALUE - point));
      packer.addCore(point, point / 2);
      told.add(point + "=" + point / 2);
    }
    packer.flush();
    packer.flush();

    List<String> heard = new ArrayList<>();
    chunks.forEach(chunk -> LinkChunks.replay(chunk, listener(heard)));
    assertThat(chunks).hasSizeGreaterThan(2).allSatisfy(c -> assertThat(c.length).isPositive());
    assertThat(heard).isEqualTo(told);
  }

  private static DbscanInput listener(List<String> heard) {
    return new DbscanInput() {
      @Override
      public void add(int i, int j) {
        heard.add(i + "-" + j);
      }

      @Override
      public void addCore(int point, int core) {
        heard.add(point + "=" + core);
      }
    };
  }
}
