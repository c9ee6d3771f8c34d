package dev.scurry.cli.vectors;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Makes batches in a thread of its own, one ahead of who takes them: lines are parsed while an
 * algorithm learns. What the thread throws, the taker gets.
 */
final class ReadAhead implements AutoCloseable {

  private static final double[] END = {};

  private final BlockingQueue<double[]> ahead = new ArrayBlockingQueue<>(1);
  private final Thread thread;
  private volatile Throwable failure;
  private volatile boolean closed;

  /** Makes batches. */
  @FunctionalInterface
  interface Producer {
    void run(Taker taker) throws IOException;
  }

  /** Where a producer puts a batch, for good. */
  @FunctionalInterface
  interface Taker {
    void put(double[] batch) throws IOException;
  }

  ReadAhead(Producer producer) {
    thread = new Thread(() -> run(producer), "read-ahead");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Producer producer) {
    try {
      producer.run(this::put);
    } catch (Throwable e) {
      failure = e;
    }
    try {
      if (!closed) {
        put(END);
      }
    } catch (InterruptedIOException e) {
      // Closed in the meantime.
    }
  }

  private void put(double[] batch) throws InterruptedIOException {
    try {
      ahead.put(batch);
    } catch (InterruptedException e) {
      throw new InterruptedIOException("nobody takes the rows");
    }
  }

  /** The next batch; null behind the last. */
  double[] next() throws IOException {
    double[] batch = take();
    if (batch != END) {
      return batch;
    }
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    return null;
  }

  private double[] take() throws InterruptedIOException {
    try {
      return ahead.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    }
  }

  /** Ends the thread; what it still had is gone. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    boolean interrupted = Thread.interrupted();
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
