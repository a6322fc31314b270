package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.access.hosts.HostsEffect;
import dev.kinetd.runtime.access.hosts.HostsFacts;
import dev.kinetd.runtime.access.hosts.HostsNeed;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.launch.Dressing;
import dev.kinetd.runtime.linux.Sockets;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries out what hosts files ask for one client, or for whoever sent a datagram, in order and
 * each once. On one thread that may wait.
 */
final class ClientEffects implements Gate.Commands {

  private final Connection connection;
  private final HostsRequest request;
  private final ShellCommands shell;
  private final List<String> environment = new ArrayList<>();
  private int umask = Dressing.PLAIN.umask();
  private int niceness;
  private String twist;
  private int done;

  ClientEffects(Connection connection, HostsRequest request, ShellCommands shell) {
    this.connection = connection;
    this.request = request;
    this.shell = shell;
  }

  /** First what stands before the command, then the command with the client as its input. */
  @Override
  public int status(HostsNeed.Status command, HostsFacts facts) {
    carryOut(command.before(), facts);
    return shell.run(command.command(), connection);
  }

  /** Carries out those that have not been carried out yet. */
  void carryOut(List<HostsEffect> effects, HostsFacts facts) {
    for (; done < effects.size(); done++) {
      carryOut(effects.get(done), facts);
    }
  }

  private void carryOut(HostsEffect effect, HostsFacts facts) {
    if (connection.fd() < 0 && isForConnection(effect)) {
      return;
    }
    switch (effect) {
      case HostsEffect.Spawn spawn -> shell.run(spawn.command(), null);
      case HostsEffect.Twist command -> {
        shell.checkAllowed();
        twist = command.command();
      }
      case HostsEffect.Umask mask -> umask = mask.mask();
      case HostsEffect.Nice nice -> niceness += nice.increment();
      case HostsEffect.Environment variable ->
          environment.add(variable.name() + "=" + variable.value());
      case HostsEffect.KeepAlive on -> Sockets.keepAlive(connection.fd());
      case HostsEffect.Linger linger -> Sockets.linger(connection.fd(), linger.seconds());
      case HostsEffect.Banners banners -> Banner.send(banners, connection, request, facts);
      case HostsEffect.Severity severity -> {
        // The judgement tells it to the log.
      }
    }
  }

  /** What means nothing without a connection, and is a finding where a datagram comes. */
  private static boolean isForConnection(HostsEffect effect) {
    return effect instanceof HostsEffect.KeepAlive
        || effect instanceof HostsEffect.Linger
        || effect instanceof HostsEffect.Banners;
  }

  /** The command that serves the client in place of the service, or null. */
  String twist() {
    return twist;
  }

  /** What the handler wears besides. */
  Dressing dressing() {
    return umask == Dressing.PLAIN.umask() && niceness == 0 && environment.isEmpty()
        ? Dressing.PLAIN
        : new Dressing(umask, niceness, environment);
  }
}
