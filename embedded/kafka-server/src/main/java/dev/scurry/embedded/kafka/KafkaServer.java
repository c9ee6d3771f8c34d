package dev.scurry.embedded.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka broker that is its own controller. Arguments: data folder, broker port, controller
 * port. Formats the folder when it is new, prints {@code kafka ready} on standard output once it
 * serves, stops on exit.
 */
public final class KafkaServer {
  /**
   * A folder keeps the id that it was formatted with, and a formatted one is only taken with the
   * same.
   */
  private static final String CLUSTER = new Uuid(1, 1).toString();

  private static final int NODE = 1;
  private static final String CONTROLLER = "CONTROLLER";

  private KafkaServer() {}

  public static void main(String[] args) throws Exception {
    Path data = Files.createDirectories(Path.of(args[0]));
    format(data);
    KafkaConfig config =
        KafkaConfig.fromProps(settings(data, Integer.parseInt(args[1]), Integer.parseInt(args[2])));
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
    server.startup();
    System.out.println("kafka ready");
    server.awaitShutdown();
  }

  private static void format(Path data) throws Exception {
    new Formatter()
        .setPrintStream(new PrintStream(System.out, true))
        .setNodeId(NODE)
        .setClusterId(CLUSTER)
        .setDirectories(List.of(data.toString()))
        .setMetadataLogDirectory(data.toString())
        .setControllerListenerName(CONTROLLER)
        .setIgnoreFormatted(true)
        .run();
  }

  private static Properties settings(Path data, int port, int controllerPort) throws IOException {
    Properties settings = new Properties();
    try (InputStream fixed = KafkaServer.class.getResourceAsStream("/broker.properties")) {
      settings.load(fixed);
    }
    String broker = "127.0.0.1:" + port;
    String controller = "127.0.0.1:" + controllerPort;
    settings.setProperty("node.id", Integer.toString(NODE));
    settings.setProperty("log.dirs", data.toString());
    settings.setProperty("controller.listener.names", CONTROLLER);
    settings.setProperty("controller.quorum.voters", NODE + "@" + controller);
    settings.setProperty(
        "listeners", "PLAINTEXT://" + broker + "," + CONTROLLER + "://" + controller);
    settings.setProperty("advertised.listeners", "PLAINTEXT://" + broker);
    return settings;
  }
}
