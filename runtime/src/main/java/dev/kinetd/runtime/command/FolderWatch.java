package dev.kinetd.runtime.command;

import dev.kinetd.runtime.log.EventLog;
import dev.kinetd.runtime.log.Message;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Tells when files in a few folders change: at once through inotify(7), and every few seconds by
 * looking at them, for a folder that is not there yet, or a kernel that gives no more watches. A
 * mounted ConfigMap changes by a link, {@code ..data}, that another takes the place of.
 */
final class FolderWatch {

  /** So long nothing must happen before a change is taken for complete. */
  private static final long QUIET_MILLIS = 20;

  /** So long a change may go on before it is looked at all the same. */
  private static final long MOST_MILLIS = 500;

  private static final long LOOK_MILLIS = 5000;
  private static final long LOOK_BLINDLY_MILLIS = 500;

  private final List<Path> folders;
  private final Runnable action;
  private final EventLog log;
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private WatchService watches;
  private List<Object> seen;

  /**
   * @param action carried out on a thread of its own after each change
   */
  FolderWatch(List<Path> folders, Runnable action, EventLog log) {
    this.folders = List.copyOf(folders);
    this.action = action;
    this.log = log;
  }

  /** Begins to watch. What changed since the call of {@link #look} counts as a change. */
  void start() {
    Thread.ofPlatform().name("kinetd-config").daemon().start(this::run);
  }

  /** Takes what is there for known; to be called before it is read. */
  void look() {
    seen = states();
  }

  private void run() {
    open();
    try {
      while (true) {
        try {
          actOnChange();
          await();
        } catch (RuntimeException | Error e) {
          // Without this thread no change would count any more; it is tried again.
          log.fault(e);
          Thread.sleep(LOOK_BLINDLY_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void open() {
    try {
      watches = FileSystems.getDefault().newWatchService();
    } catch (IOException e) {
      log.add(
          Message.warning(
              "changes of the configuration are looked for instead of waited for: "
                  + e.getMessage()
                  + "; raise fs.inotify.max_user_instances"));
    }
  }

  private void actOnChange() {
    List<Object> now = states();
    if (!now.equals(seen)) {
      // Before it is read: what changes in the meantime is another change.
      seen = now;
      action.run();
    }
  }

  private List<Object> states() {
    List<Object> states = new ArrayList<>();
    folders.forEach(folder -> states.add(FileState.ofFolder(folder)));
    return states;
  }

  /** Returns when something may have changed. */
  private void await() throws InterruptedException {
    if (watches == null) {
      Thread.sleep(LOOK_BLINDLY_MILLIS);
      return;
    }
    boolean begun = watchMore();
    if (begun || keys.size() < folders.size()) {
      // What happened before the watch began, nobody tells.
      Thread.sleep(begun ? 0 : LOOK_BLINDLY_MILLIS);
      return;
    }
    long end = 0;
    for (WatchKey key = watches.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        key != null;
        key = watches.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS)) {
      key.pollEvents();
      if (!key.reset()) {
        keys.values().remove(key);
      }
      long now = System.nanoTime();
      end = end == 0 ? now + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS) : end;
      if (now - end > 0) {
        return;
      }
    }
  }

  /** Watches the folders that are not watched yet; whether that began for any. */
  private boolean watchMore() {
    boolean begun = false;
    for (Path folder : folders) {
      if (!keys.containsKey(folder)) {
        begun |= watch(folder);
      }
    }
    return begun;
  }

  private boolean watch(Path folder) {
    try {
      keys.put(
          folder,
          folder.register(
              watches,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE));
      return true;
    } catch (IOException e) {
      // It is not there yet, or there is no watch for it: then it is looked at.
      return false;
    }
  }
}
