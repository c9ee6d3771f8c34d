package dev.scurry.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a termination from outside: the process waits until whoever expected it has tidied up
 * and closes this, for half a minute at most.
 */
final class Interruption implements AutoCloseable {

  private static final long SECONDS_TO_TIDY_UP = 30;

  private final CountDownLatch came = new CountDownLatch(1);
  private final CountDownLatch tidy = new CountDownLatch(1);
  private final Thread hook = new Thread(this::holdUp, "interruption");

  private final Thread interrupted;

  private Interruption(Thread interrupted) {
    this.interrupted = interrupted;
  }

  static Interruption expect() {
    return expect(new Interruption(null));
  }

  /** Interrupts the calling thread when it comes. */
  static Interruption ofThisThread() {
    return expect(new Interruption(Thread.currentThread()));
  }

  private static Interruption expect(Interruption interruption) {
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  boolean came() {
    return came.getCount() == 0;
  }

  /** Waits for it so long; true: it came. */
  boolean awaited(Duration atMost) throws InterruptedException {
    return came.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    tidy.countDown();
    if (came.getCount() > 0) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private void holdUp() {
    came.countDown();
    if (interrupted != null) {
      interrupted.interrupt();
    }
    try {
      tidy.await(SECONDS_TO_TIDY_UP, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
