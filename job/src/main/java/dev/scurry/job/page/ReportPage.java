package dev.scurry.job.page;

import static j2html.TagCreator.body;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;

import j2html.tags.DomContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A report as one HTML page: no script, nothing to load, the same bytes for the same contents.
 *
 * @param brand who made it
 * @param window title of the window
 * @param headline what it says in a few words
 * @param subject of what
 */
public record ReportPage(String brand, String window, String headline, String subject) {

  /**
   * The page.
   *
   * @param method how it was made, below everything
   */
  public String of(String method, DomContent... sections) {
    return "<!doctype html>\n"
        + html(
                head(
                    meta().withCharset("utf-8"),
                    meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                    meta().withName("color-scheme").withContent("light dark"),
                    title(window),
                    style(rawHtml(styles()))),
                body(
                    header(
                        p(brand).withClass("brand"), h1(headline), p(subject).withClass("subject")),
                    main(sections),
                    footer(p(method))))
            .withLang("en")
            .render()
        + "\n";
  }

  private static String styles() {
    try (InputStream in = ReportPage.class.getResourceAsStream("page.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
