package dev.scurry.job.daily;

import java.util.List;

/**
 * What the daily job is asked for.
 *
 * @param model a request that is right but for its day
 * @param days in their order; none given means all that are there
 * @param notes for whoever asked, one line each
 */
public record DailyPlan(DailyRequest model, List<String> days, List<String> notes) {

  public DailyPlan {
    days = List.copyOf(days);
    notes = List.copyOf(notes);
  }

  public DailyRequest request(String day) {
    return model.withDay(day);
  }
}
