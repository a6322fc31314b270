package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.launch.Dressing;
import dev.kinetd.runtime.launch.Invocation;
import dev.kinetd.runtime.launch.LaunchFailure;
import dev.kinetd.runtime.launch.LaunchPad;
import dev.kinetd.runtime.launch.LaunchPlan;
import dev.kinetd.runtime.launch.Launcher;
import dev.kinetd.runtime.launch.Spawner;
import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.LinuxException;
import dev.kinetd.runtime.linux.ProcessControl;
import dev.kinetd.runtime.log.EventLog;
import dev.kinetd.runtime.log.Message;
import dev.kinetd.runtime.resolve.Credentials;
import java.util.concurrent.CompletableFuture;

/**
 * Runs the shell commands that hosts files ask for, as the user of the service that is being asked
 * for. As root only where that was allowed.
 */
final class ShellCommands {

  /** What a command counts as that could not be started, as a shell says it (127). */
  private static final int NOT_STARTED = 127;

  private final LiveService service;
  private final boolean rootAllowed;
  private final Launcher launcher;
  private final LaunchPad pad;
  private final EventLog log;

  ShellCommands(
      LiveService service, boolean rootAllowed, Launcher launcher, LaunchPad pad, EventLog log) {
    this.service = service;
    this.rootAllowed = rootAllowed;
    this.launcher = launcher;
    this.pad = pad;
    this.log = log;
  }

  /** Whether commands may run for this service; they run as its user. */
  void checkAllowed() {
    Credentials user = service.service().credentials();
    int uid = user == null ? ProcessControl.effectiveUser() : user.uid();
    if (uid == 0 && !rootAllowed) {
      throw new CommandRefusedException(
          "its rule in the hosts files runs a command, which would run as root; with"
              + " --allow-root-hooks it may");
    }
  }

  /**
   * Runs a command to its end. On a thread that may wait.
   *
   * @param client whose connection is its input and output; null for none, and whoever sent a
   *     datagram has none
   * @return its exit status, or another number that is not 0
   */
  int run(String command, Connection client) {
    checkAllowed();
    int none = -1;
    try {
      boolean connected = client != null && client.fd() >= 0;
      none = connected ? -1 : Descriptors.openNull();
      int fd = connected ? client.fd() : none;
      var ended = new CompletableFuture<Integer>();
      pad.submit(spawner -> start(command, client, fd, spawner, ended));
      return ended.join();
    } catch (LinuxException e) {
      log.add(Message.warning("a command of the hosts files did not start: " + e.getMessage()));
      return NOT_STARTED;
    } finally {
      if (none >= 0) {
        Descriptors.close(none);
      }
    }
  }

  private void start(
      String command,
      Connection client,
      int fd,
      Spawner spawner,
      CompletableFuture<Integer> ended) {
    LaunchPlan plan = launcher.shell(service.service(), command, Dressing.PLAIN);
    HandlerEnvironment.writeFor(spawner, client, service);
    var invocation =
        new Invocation(
            exited -> ended.complete(exited.exitedByItself() ? exited.status() : NOT_STARTED),
            service.name() + "/hosts",
            client == null ? null : client.source(),
            client == null ? 0 : client.port(),
            null,
            null,
            System.nanoTime());
    LaunchFailure failure = launcher.launch(spawner, plan, invocation, fd);
    if (failure != null) {
      log.add(Message.warning("a command of the hosts files did not start: " + failure));
      ended.complete(NOT_STARTED);
    }
  }
}
