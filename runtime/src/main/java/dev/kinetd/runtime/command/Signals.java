package dev.kinetd.runtime.command;

import java.lang.reflect.Proxy;

/**
 * Signals to the runtime; each is handled on a thread of its own. The JDK has no other way to hear
 * of HUP than {@code sun.misc.Signal}, against which javac warns with no way to say that it is
 * meant; so it is called by name.
 */
final class Signals {

  private Signals() {}

  /** Runs the action at each signal of the name, such as {@code HUP}. */
  static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) ->
                  method.getName().equals("handle") ? start(name, action) : method.hashCode());
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("signal " + name, e);
    }
  }

  private static Object start(String name, Runnable action) {
    Thread.ofPlatform().name("kinetd-" + name).start(action);
    return null;
  }
}
