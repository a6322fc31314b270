package dev.kinetd.operator.support;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Stands between one client and the API server, on a port of the loopback: notes every request,
 * answers some of them in the server's place as a test tells it, and cuts watches. What it is not
 * told to disturb passes unchanged, long watches and WebSockets included. Any thread.
 */
public final class FaultyApi implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client;
  private final HttpServer server;
  private final URI target;
  private final List<ApiCall> calls = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final Set<HttpConnection> watches = ConcurrentHashMap.newKeySet();
  private final ExecutorService actions = Executors.newVirtualThreadPerTaskExecutor();
  private final Path kubeconfig;

  /** Stands before the server that a kubeconfig leads to. */
  public FaultyApi(Path original) {
    try {
      String text = Files.readString(original);
      target = URI.create(value(text, "server"));
      client =
          vertx.createHttpClient(
              new HttpClientOptions()
                  .setSsl(true)
                  .setVerifyHost(false)
                  .setTrustOptions(
                      new PemTrustOptions().addCertPath(value(text, "certificate-authority")))
                  .setMaxPoolSize(1_000));
      server =
          vertx
              .createHttpServer()
              .requestHandler(this::handle)
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      kubeconfig = Files.createTempFile("kinetd-kubeconfig-", "");
      Files.writeString(
          kubeconfig,
          text.replace(target.toString(), "http://127.0.0.1:" + server.actualPort())
              .replaceFirst("(?m)^ *certificate-authority: .*\n", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kubeconfig that leads here, as the same user. */
  public Path kubeconfig() {
    return kubeconfig;
  }

  /** All requests since the start or the last {@link #forget}, in their order. */
  public List<ApiCall> calls() {
    return List.copyOf(calls);
  }

  /** The requests that change something, but for leases. */
  public List<ApiCall> writes() {
    return calls.stream().filter(ApiCall::isWrite).toList();
  }

  /** Begins to note anew. */
  public void forget() {
    calls.clear();
  }

  /** Meets the next requests of a kind with a fault; further faults come after it. */
  public Fault on(int times, Predicate<ApiCall> which, Fault.Effect effect) {
    var fault = new Fault(times, which, effect);
    faults.add(fault);
    return fault;
  }

  /** Disturbs nothing any more. */
  public void behave() {
    faults.clear();
  }

  /** Cuts all watches that are open; how many there were. */
  public int closeWatches() {
    List<HttpConnection> open = List.copyOf(watches);
    open.forEach(HttpConnection::close);
    return open.size();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    actions.shutdownNow();
    try {
      Files.delete(kubeconfig);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpServerRequest request) {
    var call =
        new ApiCall(
            Instant.now(),
            request.method().name(),
            request.uri(),
            String.valueOf(request.getHeader(HttpHeaders.USER_AGENT)));
    calls.add(call);
    for (Fault fault : faults) {
      if (fault.meets(call)) {
        meet(fault.effect(), call, request);
        return;
      }
    }
    forward(request, call, true);
  }

  private void meet(Fault.Effect effect, ApiCall call, HttpServerRequest request) {
    request.pause();
    switch (effect) {
      case Fault.Answer answer -> {
        request.resume();
        answer.headers().forEach(request.response()::putHeader);
        request
            .response()
            .setStatusCode(answer.status())
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .end(answer.body());
      }
      case Fault.Before before ->
          actions.execute(
              () -> {
                before.action().run();
                request.connection().close();
              });
      case Fault.After after -> {
        forward(request, call, false)
            .onComplete(
                done ->
                    actions.execute(
                        () -> {
                          after.action().run();
                          request.connection().close();
                        }));
      }
    }
  }

  /** Passes a request on; whether also the answer, or nobody hears it. */
  private Future<Void> forward(HttpServerRequest request, ApiCall call, boolean answered) {
    request.pause();
    if (call.isWatch()) {
      watches.add(request.connection());
    }
    var over = new AtomicBoolean();
    return send(request, over)
        // A connection that was kept for the next request may just be at its end.
        .recover(
            lost -> call.method().equals("GET") ? send(request, over) : Future.failedFuture(lost))
        .compose(answer -> answered ? relay(answer, request) : answer.end())
        .onFailure(unreachable -> request.connection().close())
        .onComplete(end -> over.set(true));
  }

  private Future<HttpClientResponse> send(HttpServerRequest request, AtomicBoolean over) {
    boolean upgrade = request.headers().contains(HttpHeaders.UPGRADE);
    var options =
        new RequestOptions()
            .setMethod(request.method())
            .setHost(target.getHost())
            .setPort(target.getPort())
            .setURI(request.uri());
    return client
        .request(options)
        .compose(
            onward -> {
              request.headers().forEach(onward::putHeader);
              onward.putHeader(HttpHeaders.HOST, target.getAuthority());
              onward.exceptionHandler(lost -> {});
              request
                  .connection()
                  .closeHandler(
                      closed -> {
                        watches.remove(request.connection());
                        if (!over.get()) {
                          onward.reset();
                        }
                      });
              if (upgrade) {
                return onward.connect();
              }
              if (request.method() == HttpMethod.GET) {
                request.resume();
                return onward.send();
              }
              return onward.send(request);
            });
  }

  private static Future<Void> relay(HttpClientResponse answer, HttpServerRequest request) {
    HttpServerResponse response = request.response().setStatusCode(answer.statusCode());
    answer.headers().forEach(response::putHeader);
    if (answer.statusCode() == 101) {
      NetSocket far = answer.netSocket();
      far.pause();
      return request
          .toNetSocket()
          .compose(
              near -> {
                near.pipeTo(far);
                return far.pipeTo(near);
              });
    }
    if (!answer.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      response.setChunked(true);
    }
    return answer.pipeTo(response);
  }

  private static String value(String kubeconfig, String key) {
    return kubeconfig
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(key + ": "))
        .map(line -> line.substring(key.length() + 2))
        .findFirst()
        .orElseThrow();
  }
}
