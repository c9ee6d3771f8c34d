package dev.scurry.job.page;

/**
 * A cluster as a page shows it.
 *
 * @param name short
 * @param swatch its style classes, see {@link Swatch}
 */
public record Group(String name, String swatch) {}
