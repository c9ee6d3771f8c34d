package dev.scurry.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink program to be submitted: writes the numbers from 1 to the first argument into the folder
 * of the second; makes a file in the folder of the third, if there is one, each time that it
 * starts.
 */
public final class TinyProgram {
  private TinyProgram() {}

  public static void main(String[] args) throws Exception {
    long last = Long.parseLong(args[0]);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.enableCheckpointing(200);
    env.fromSequence(1, last)
        .map(new PassOrWait(args.length > 2 ? args[2] : null))
        .sinkTo(FileSink.forRowFormat(new Path(args[1]), new SimpleStringEncoder<Long>()).build());
    env.execute("numbers");
  }

  /**
   * Passes everything on; with a folder it makes a file in it at its first number and waits to be
   * cancelled.
   */
  public static final class PassOrWait implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private final String folder;

    PassOrWait(String folder) {
      this.folder = folder;
    }

    @Override
    public Long map(Long value) throws IOException, InterruptedException {
      if (folder != null) {
        Files.createTempFile(java.nio.file.Path.of(folder), "started-", "");
        new CountDownLatch(1).await();
      }
      return value;
    }
  }
}
