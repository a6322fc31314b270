package dev.kinetd.runtime.command;

import dev.kinetd.runtime.access.ClientName;
import dev.kinetd.runtime.access.Facts;
import dev.kinetd.runtime.access.hosts.HostsFacts;
import dev.kinetd.runtime.access.hosts.HostsNeed;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.linux.Accounts;
import dev.kinetd.runtime.listen.Gate;
import dev.kinetd.runtime.lookup.HostNames;
import dev.kinetd.runtime.lookup.Ident;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Finds out what access rules must know. Listening begins before Vert.x has event loops; who comes
 * so early and needs a name waits for them.
 */
final class NameLookups implements Gate.Lookups {

  private final CompletableFuture<HostNames> names = new CompletableFuture<>();
  private final CompletableFuture<Ident> users = new CompletableFuture<>();

  /** From now on names and users can be asked for. */
  void begin(HostNames hostNames, Ident ident) {
    names.complete(hostNames);
    users.complete(ident);
  }

  @Override
  public Facts find(HostsNeed need, HostsRequest request, Facts known) {
    return switch (need) {
      case HostsNeed.ClientName name -> known.withClientName(nameOf(request.client()));
      case HostsNeed.ServerName name -> {
        Facts server = Facts.NONE.withClientName(nameOf(request.server()));
        yield known.with(known.hosts().withServerName(server.hosts().clientName()));
      }
      case HostsNeed.ClientUser user -> known.with(known.hosts().withUser(userOf(request, user)));
      case HostsNeed.Account account ->
          known.with(known.hosts().withAccount(account, exists(account)));
      case HostsNeed.Status command -> known.with(known.hosts().withStatus(1));
    };
  }

  private ClientName nameOf(Source address) {
    return address == null ? ClientName.UNKNOWN : names.join().nameOf(address).join();
  }

  private String userOf(HostsRequest request, HostsNeed.ClientUser user) {
    if (request.client() == null || request.server() == null || !request.stream()) {
      return HostsFacts.UNKNOWN;
    }
    return users
        .join()
        .userOf(
            request.client(),
            request.clientPort(),
            request.server(),
            request.serverPort(),
            Duration.ofSeconds(user.timeoutSeconds()))
        .join()
        .orElse(HostsFacts.UNKNOWN);
  }

  private static boolean exists(HostsNeed.Account account) {
    try {
      return account.group()
          ? Accounts.group(account.name()).isPresent()
          : Accounts.user(account.name()).isPresent();
    } catch (IOException e) {
      return false;
    }
  }
}
