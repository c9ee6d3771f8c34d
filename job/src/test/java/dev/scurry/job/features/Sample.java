package dev.scurry.job.features;

import dev.scurry.job.config.Settings;
import dev.scurry.job.source.Event;
import dev.scurry.job.source.EventLayout;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** An event as a test writes it down. Amount and item may be null. */
record Sample(String user, String type, long time, BigDecimal amount, String item) {

  /** Events of a few users over a time, sorted; users fall silent and come back. */
  static List<Sample> random(long seed, int users, int events, long start, long span) {
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>();
    while (samples.size() < events) {
      String user = "u" + random.nextInt(users);
      long time = start + (long) (random.nextDouble() * span);
      for (int burst = random.nextInt(8); burst >= 0; burst--) {
        samples.add(one(random, user, Math.min(time, start + span - 1)));
        time += (long) (-Math.log(1 - random.nextDouble()) * span / 200);
      }
    }
    samples.sort((a, b) -> Long.compare(a.time, b.time));
    return samples;
  }

  private static Sample one(Random random, String user, long time) {
    String type = List.of("view", "comment", "like").get(random.nextInt(3));
    BigDecimal amount =
        random.nextInt(4) == 0
            ? null
            : BigDecimal.valueOf(random.nextLong(-9_000_000_000_000L, 9_000_000_000_000L), 6)
                .multiply(BigDecimal.TEN.pow(random.nextInt(6)));
    return new Sample(user, type, time, amount, random.nextInt(5) == 0 ? null : item(random));
  }

  private static String item(Random random) {
    return "i" + (int) Math.pow(400, random.nextDouble());
  }

  /** The same events, none further behind the largest time before it than the bound. */
  static List<Sample> shuffled(List<Sample> sorted, long seed, long bound) {
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>(sorted);
    int from = 0;
    while (from < samples.size()) {
      int to = from;
      while (to < samples.size() && samples.get(to).time <= samples.get(from).time + bound) {
        to++;
      }
      Collections.shuffle(samples.subList(from, to), random);
      from = to;
    }
    return samples;
  }

  Event event(EventLayout layout) {
    Event event = new Event();
    event.user = user;
    event.type = type;
    event.time = time;
    event.values = new long[1];
    event.keys = new long[1];
    if (amount != null) {
      event.values[layout.numericSlot("amount")] = amount.movePointRight(6).longValueExact();
      event.hasValue = 1;
    }
    if (item != null) {
      event.keys[layout.distinctSlot("item")] = item.hashCode() * 0x9E3779B97F4A7C15L;
      event.hasKey = 1;
    }
    event.topic = "activity";
    event.original = user.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return event;
  }

  /** As it takes the shuffle where nothing else of its slice was gathered. */
  static SliceEvents alone(Event event, Settings settings) {
    FeatureProgram program = new FeatureProgram(settings.features(), EventLayout.of(settings));
    SliceAccumulator slice = program.newSlice();
    program.add(event, slice);
    Origins origins = new Origins();
    origins.add(event);
    long sliceEnd = settings.features().window().sliceEnd(event.time);
    return new SliceEvents(event.user, sliceEnd, slice.encode(), origins.encode());
  }

  String json() {
    return "{\"user_id\":\""
        + user
        + "\",\"event_type\":\""
        + type
        + "\",\"event_time\":"
        + time
        + (item == null ? "" : ",\"post_id\":\"" + item + "\"")
        + (amount == null ? "" : ",\"amount\":" + amount.toPlainString())
        + "}";
  }
}
