package dev.kinetd.runtime.command;

import dev.kinetd.runtime.admin.ControlSocket;
import dev.kinetd.runtime.admin.Served;
import dev.kinetd.runtime.admin.StateChanges;
import dev.kinetd.runtime.admin.StatusReport;
import dev.kinetd.runtime.builtin.Builtins;
import dev.kinetd.runtime.log.EventLog;
import dev.kinetd.runtime.log.Message;
import dev.kinetd.runtime.lookup.HostNames;
import dev.kinetd.runtime.lookup.Ident;
import dev.kinetd.runtime.lookup.LookupSettings;
import dev.kinetd.runtime.serve.SuperServer;
import io.netty.channel.EventLoopGroup;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The part of {@code run} inside Quarkus: admin port, built-ins on Vert.x' event loops, signals.
 * The super-server listens before Quarkus starts, so that clients need not wait for it.
 */
public final class RunApplication implements QuarkusApplication {

  private static Start start;

  private final Served served;
  private final Vertx vertx;

  RunApplication(Served served, Vertx vertx) {
    this.served = served;
    this.vertx = vertx;
  }

  /** What was decided and started before Quarkus. */
  record Start(
      SuperServer server,
      EventLog log,
      LiveSource source,
      StateChanges changes,
      AdminAddress admin,
      Path control,
      NameLookups lookups,
      Hangups hangups,
      End end) {}

  /** Starts Quarkus and returns when it has ended. */
  static int run(Start started) {
    start = started;
    configureAdmin(started);
    Quarkus.run(RunApplication.class);
    return 0;
  }

  private static void configureAdmin(Start started) {
    AdminAddress admin = started.admin();
    String problem = admin.none() ? null : admin.problem();
    if (admin.none() || problem != null) {
      System.setProperty("quarkus.http.host-enabled", "false");
    } else {
      System.setProperty("quarkus.http.host", admin.host());
      System.setProperty("quarkus.http.port", Integer.toString(admin.port()));
    }
    if (problem != null) {
      started
          .log()
          .add(
              Message.of(
                  "error",
                  "no health and metrics at "
                      + admin.host()
                      + ":"
                      + admin.port()
                      + ": "
                      + problem
                      + "; give another --admin"));
    }
  }

  @Override
  public int run(String... args) throws Exception {
    Start run = start;
    run.server()
        .serveBuiltins(
            new Builtins(eventLoops(), Clock.systemDefaultZone(), Builtins.DEFAULT_IDLE_LIMIT));
    run.lookups()
        .begin(
            new HostNames(
                eventLoops(), Infrastructure.getDefaultWorkerPool(), LookupSettings.ofMachine()),
            new Ident(eventLoops()));
    served.by(run.server(), run.source()::loaded, run.changes());
    openControl(run);
    run.hangups().act(run.source()::reload);
    if (!run.end().begun()) {
      run.log().add(ReadyEvent.of(run.server().states()));
    }
    // Quarkus forgets that it was told to exit before it had started.
    if (!run.end().over()) {
      Quarkus.waitForExit();
    }
    run.end().finish();
    return 0;
  }

  /** Deprecated for general use, but the only way to give Vert.x a descriptor that exists. */
  @SuppressWarnings("deprecation")
  private EventLoopGroup eventLoops() {
    return vertx.nettyEventLoopGroup();
  }

  private void openControl(Start run) {
    try {
      run.end()
          .closeAlso(
              ControlSocket.open(
                  run.control(),
                  () -> StatusReport.of(run.server(), run.source().loaded().refused())));
    } catch (IOException e) {
      run.log()
          .add(
              Message.warning(
                  "no control socket, so that status cannot ask: "
                      + e.getMessage()
                      + "; give another --control"));
    }
  }
}
