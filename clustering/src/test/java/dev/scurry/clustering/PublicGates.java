package dev.scurry.clustering;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds and calls what this module's public classes let a caller pass numbers to. */
final class PublicGates {

  private static final Set<Class<?>> NUMBERS =
      Set.of(int.class, double.class, int[].class, long[].class, double[].class, double[][].class);

  private PublicGates() {}

  /** Public constructors and methods with numbers among their parameters. */
  static List<Executable> all() throws IOException, URISyntaxException {
    Path root =
        Path.of(MicroClusters.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.getFileName().toString().contains("-info"))
          .map(file -> load(root.relativize(file).toString()))
          .filter(type -> Modifier.isPublic(type.getModifiers()) && !type.isInterface())
          .flatMap(type -> Stream.concat(constructors(type), methods(type)))
          .filter(gate -> Modifier.isPublic(gate.getModifiers()) && !gate.isSynthetic())
          .filter(gate -> Stream.of(gate.getParameterTypes()).anyMatch(NUMBERS::contains))
          .toList();
    }
  }

  /** Such as {@code Metric.plain(int)}; a constructor is {@code new}. */
  static String name(Executable gate) {
    String name = gate instanceof Constructor ? "new" : gate.getName();
    return Arrays.stream(gate.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(
            Collectors.joining(
                ",", gate.getDeclaringClass().getSimpleName() + "." + name + "(", ")"));
  }

  /**
   * Calls it; what it throws is thrown.
   *
   * @param arguments the receiver first, where there is one
   */
  static void call(Executable gate, Object[] arguments) throws Throwable {
    try {
      if (gate instanceof Constructor<?> constructor) {
        constructor.newInstance(arguments);
      } else if (hasReceiver(gate)) {
        Object[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        ((Method) gate).invoke(arguments[0], rest);
      } else {
        ((Method) gate).invoke(null, arguments);
      }
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  static boolean hasReceiver(Executable gate) {
    return gate instanceof Method && !Modifier.isStatic(gate.getModifiers());
  }

  private static Stream<Executable> constructors(Class<?> type) {
    return Stream.of(type.getDeclaredConstructors());
  }

  private static Stream<Executable> methods(Class<?> type) {
    return Stream.of(type.getDeclaredMethods());
  }

  private static Class<?> load(String file) {
    String name = file.replace(".class", "").replace('/', '.').replace('\\', '.');
    try {
      return Class.forName(name, false, PublicGates.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
