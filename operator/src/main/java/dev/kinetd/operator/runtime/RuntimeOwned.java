package dev.kinetd.operator.runtime;

import dev.kinetd.operator.owned.Owned;
import dev.kinetd.operator.owned.RuntimeNames;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * An object of an InetdRuntime. What it is like is a pure function in each class; this one says how
 * it is called and found.
 *
 * @param <R> the object
 */
abstract class RuntimeOwned<R extends HasMetadata> extends Owned<R, InetdRuntimeResource> {

  private final String prefix;
  private final String suffix;

  /**
   * An object of one kind, called by the runtime's name between a prefix and a suffix.
   *
   * @param pattern name of the object for a runtime that is called {@code *}
   */
  RuntimeOwned(Class<R> type, String name, String pattern) {
    super(type, name, RuntimeNames.selector());
    int star = pattern.indexOf('*');
    prefix = pattern.substring(0, star);
    suffix = pattern.substring(star + 1);
  }

  /** The names of the objects of a runtime. */
  static RuntimeNames names(InetdRuntimeResource runtime) {
    return new RuntimeNames(runtime.getMetadata().getName());
  }

  @Override
  protected String nameFor(InetdRuntimeResource runtime) {
    return prefix + runtime.getMetadata().getName() + suffix;
  }

  @Override
  protected Optional<String> ownerOf(R object) {
    String name = object.getMetadata().getName();
    return name.startsWith(prefix)
            && name.endsWith(suffix)
            && name.length() > prefix.length() + suffix.length()
        ? Optional.of(name.substring(prefix.length(), name.length() - suffix.length()))
        : Optional.empty();
  }
}
