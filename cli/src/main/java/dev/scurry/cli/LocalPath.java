package dev.scurry.cli;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a path of this machine; one of a storage would else become a folder called "s3:". */
final class LocalPath implements ITypeConverter<Path> {

  private static final String FILE = "file:///";

  @Override
  public Path convert(String text) {
    if (text.contains("://") && !text.startsWith(FILE)) {
      throw new TypeConversionException("'" + text + "' is not on this machine");
    }
    try {
      return text.startsWith(FILE) ? Path.of(URI.create(text)) : Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'" + text + "' is no path: " + e.getReason());
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + text + "' is no path: " + e.getMessage());
    }
  }
}
