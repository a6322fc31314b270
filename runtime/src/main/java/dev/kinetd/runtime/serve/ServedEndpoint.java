package dev.kinetd.runtime.serve;

import dev.kinetd.runtime.listen.ListenSocket;
import dev.kinetd.runtime.listen.Listener;
import dev.kinetd.runtime.listen.Listeners;
import dev.kinetd.runtime.listen.LiveService;
import dev.kinetd.runtime.resolve.Endpoint;
import java.io.IOException;

/**
 * A place where a service is to listen: the socket once it is open, the listener once somebody can
 * serve it. Guarded by the super-server's lock.
 */
final class ServedEndpoint {

  private final Endpoint endpoint;
  private ListenSocket socket;
  private Listener listener;
  private LiveService listensFor;
  private String error;

  ServedEndpoint(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** Why it is not open, or null when it is. */
  String error() {
    return error;
  }

  /** Listens for the service, keeping socket and listener where they fit. */
  void listenFor(LiveService service, Listeners listeners) {
    String objection = listeners.objection(service);
    if (objection != null) {
      close();
      error = endpoint + ": " + objection;
      return;
    }
    if (listener != null && listener.useless()) {
      close();
    }
    try {
      if (socket == null) {
        socket = listeners.open(endpoint, service);
      }
      if (listener != null && listensFor != service) {
        listener.release();
        listener = null;
      }
      socket.setBacklog(service.service().spec().backlog());
      if (listener == null && listeners.canServe(service)) {
        listener = listeners.listen(socket, service);
        listensFor = service;
      }
      error = null;
    } catch (IOException e) {
      error = endpoint + ": " + e.getMessage();
    }
  }

  void close() {
    if (listener != null) {
      listener.close();
    } else if (socket != null) {
      socket.close();
    }
    listener = null;
    socket = null;
  }
}
