package dev.scurry.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * First class of every child process: runs the {@code main} of the class named first with the other
 * arguments, and ends the process when its standard input ends, which is when its parent closes it
 * or is gone, however it went.
 *
 * <p>Ctrl-C reaches a whole process group; the child leaves it to its parent, which stops its
 * servers in its own order.
 */
@SuppressWarnings("CatchAndPrintStackTrace") // What it prints is the server's log.
public final class OrphanGuard {
  private static final long MILLIS_TO_STOP = 10_000;

  private OrphanGuard() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    sun.misc.Signal.handle(new sun.misc.Signal("INT"), sun.misc.SignalHandler.SIG_IGN);
    daemon("parent-watch", OrphanGuard::endWithParent).start();
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    try {
      Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      e.getCause().printStackTrace();
      System.exit(1);
    }
  }

  private static void endWithParent() {
    awaitEnd(System.in);
    Thread exit = daemon("exit", () -> System.exit(0));
    exit.start();
    try {
      exit.join(MILLIS_TO_STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  private static void awaitEnd(InputStream input) {
    try {
      input.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      e.printStackTrace();
    }
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
