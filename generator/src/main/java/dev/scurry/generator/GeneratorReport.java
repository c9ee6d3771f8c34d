package dev.scurry.generator;

import java.util.Map;

/**
 * What a stream has given out so far, exactly.
 *
 * @param records all of them: normal + late + duplicates + malformed
 * @param users synthetic users of all personas, whether they have acted or not
 * @param eventsByPersona records that are events (all but malformed), by name of the persona
 * @param usersByPersona by name of the persona
 * @param malformedByKind by {@link MalformedKind}; a kind without any is absent
 */
public record GeneratorReport(
    long records,
    long normal,
    long late,
    long duplicates,
    long malformed,
    int users,
    Map<String, Long> eventsByPersona,
    Map<String, Integer> usersByPersona,
    Map<MalformedKind, Long> malformedByKind) {}
