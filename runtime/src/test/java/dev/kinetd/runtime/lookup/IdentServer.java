package dev.kinetd.runtime.lookup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/** An identification server that says what it is told to. */
final class IdentServer implements AutoCloseable {

  private final ServerSocket listener;
  private final UnaryOperator<String> reply;
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final List<InetAddress> askers = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final Semaphore allowed;

  /**
   * @param reply everything that is sent to a question before the end; null to say nothing and wait
   * @param allowed gets a permit for each question that may be answered
   */
  IdentServer(UnaryOperator<String> reply, Semaphore allowed) throws IOException {
    this.reply = reply;
    this.allowed = allowed;
    listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  List<String> questions() {
    return questions;
  }

  List<InetAddress> askers() {
    return askers;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String question = in.readLine();
      questions.add(question);
      askers.add(socket.getInetAddress());
      String text = reply.apply(question);
      if (text == null) {
        // Until the other side has gone.
        in.readLine();
        return;
      }
      allowed.acquire();
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // The other side has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
