package dev.scurry.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Free ports of 127.0.0.1, below the range from which systems take the local ports of outgoing
 * connections: a server that was killed must find its port free when it comes back, also while its
 * clients knock at it. In that range such a client can even be connected to itself.
 */
final class FreePorts {
  private static final int LOWEST = 20_000;
  private static final int END = 32_000;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int TRIES = 1_000;

  /** What was given out and may not be bound yet. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  static int next() {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LOWEST, END))
        .limit(TRIES)
        .filter(FreePorts::isFree)
        .filter(GIVEN::add)
        .findFirst()
        .orElseThrow(() -> new EmbeddedServerException("No free port on 127.0.0.1"));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(LOOPBACK))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
