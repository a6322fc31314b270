package dev.kinetd.runtime.command;

import dev.kinetd.api.Finding;
import dev.kinetd.runtime.admin.LoadedConfiguration;
import dev.kinetd.runtime.frontend.ConfigProblem;
import dev.kinetd.runtime.frontend.Configuration;
import dev.kinetd.runtime.frontend.ConfigurationReader;
import dev.kinetd.runtime.log.EventLog;
import dev.kinetd.runtime.log.Message;
import dev.kinetd.runtime.resolve.Resolution;
import dev.kinetd.runtime.resolve.ResolveOptions;
import dev.kinetd.runtime.resolve.Resolver;
import dev.kinetd.runtime.serve.SuperServer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The configuration that the operator writes, in a folder where it is mounted. Put into force when
 * it changes; one that cannot be used leaves everything as it is, and the state says why.
 */
final class MountedConfiguration implements LiveSource {

  private static final LoadedConfiguration NOTHING_YET =
      new LoadedConfiguration(
          true,
          0,
          "",
          0,
          LoadedConfiguration.NONE.services(),
          LoadedConfiguration.NONE.rules(),
          LoadedConfiguration.NONE.refused());

  private final ConfigurationReader reader;
  private final ResolveOptions resolving;
  private final SuperServer server;
  private final EventLog log;
  private final Runnable changed;
  private final FolderWatch watch;
  private Set<Said> said = Set.of();
  private volatile LoadedConfiguration loaded = NOTHING_YET;

  /** What makes two findings the same from one configuration to the next: not the line. */
  private record Said(String field, String text) {}

  /**
   * @param changed called when what was loaded is different
   */
  MountedConfiguration(
      MountOptions options,
      ResolveOptions resolving,
      SuperServer server,
      EventLog log,
      Runnable changed) {
    this.reader = new ConfigurationReader(options.configuration());
    this.resolving = resolving;
    this.server = server;
    this.log = log;
    this.changed = changed;
    List<Path> folders =
        Stream.of(options.configuration(), options.environments())
            .filter(folder -> folder != null)
            .toList();
    watch = new FolderWatch(folders, this::reload, log);
    watch.look();
  }

  @Override
  public synchronized void reload() {
    long start = System.nanoTime();
    try {
      putIntoForce(reader.read(), start);
    } catch (ConfigProblem e) {
      loaded = loaded.withProblem(e.getMessage(), e.generation());
      log.add(
          Message.warning(
              "the configuration "
                  + e.getMessage()
                  + (loaded.generation() == 0
                      ? "; nothing is served until there is one"
                      : "; generation " + loaded.generation() + " stays in force")));
    }
    changed.run();
  }

  private void putIntoForce(Configuration read, long start) {
    Resolution resolution = Resolver.resolve(read.reading(), resolving);
    say(resolution.findings());
    var merge = new ConfigurationMerge(read, resolution, server.services());
    server
        .apply(merge.services(), resolution.rules(), server.hosts())
        .forEach(finding -> log.add(FindingEvent.of(finding)));
    boolean first = loaded.generation() == 0;
    loaded = merge.loaded();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    log.add(
        Message.of(
            first ? "loaded" : "reloaded",
            merge.services().size()
                + " services of generation "
                + read.generation()
                + " in "
                + millis
                + " ms"));
  }

  /** Says what was not said of the configuration before. */
  private void say(List<Finding> findings) {
    Set<Said> now = new HashSet<>();
    for (Finding finding : findings) {
      var what = new Said(finding.field(), finding.text());
      if (!said.contains(what)) {
        log.add(FindingEvent.of(finding));
      }
      now.add(what);
    }
    said = now;
  }

  @Override
  public LoadedConfiguration loaded() {
    return loaded;
  }

  /** The operator may have no service yet, and a runtime that ends would only be started again. */
  @Override
  public boolean mustServe() {
    return false;
  }

  @Override
  public void watch() {
    watch.start();
  }
}
