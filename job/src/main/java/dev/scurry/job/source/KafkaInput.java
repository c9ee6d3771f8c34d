package dev.scurry.job.source;

/**
 * The topic of the settings.
 *
 * @param stopAtEnd reads to the end that each partition has at the start, then closes every window;
 *     else reads for ever
 */
public record KafkaInput(boolean stopAtEnd) implements EventInput {

  @Override
  public boolean live() {
    return !stopAtEnd;
  }
}
