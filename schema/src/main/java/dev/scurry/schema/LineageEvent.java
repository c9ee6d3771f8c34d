package dev.scurry.schema;

import java.util.List;

/**
 * What happened to a cluster between one model and the next. Shares are of mass, and those below
 * 0.05 are left out.
 *
 * @param event {@code born}, {@code died}, {@code split} or {@code merged}
 * @param cluster whose id is new ({@code born}), gone ({@code died}), or lives on in one of its
 *     parts ({@code split}) or with what others had ({@code merged})
 * @param from for {@code born} and {@code merged}: the clusters before that held its mass; else
 *     null
 * @param to for {@code died} and {@code split}: the clusters now that hold its mass; else null
 */
public record LineageEvent(String event, long cluster, List<MassShare> from, List<MassShare> to) {}
