package dev.kinetd.runtime;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

@QuarkusMain
public final class Kinetd {
  public static void main(String... args) {
    Quarkus.run(args);
  }
}
