package dev.kinetd.runtime.support;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Clients on the loopback interface. */
public final class Loopback {

  private static final int PATIENCE_MILLIS = 20_000;

  private Loopback() {}

  /** Connects over IPv4. */
  public static Socket connect(int port) throws IOException {
    return connect("127.0.0.1", port);
  }

  /** Connects to an address of this machine. */
  public static Socket connect(String address, int port) throws IOException {
    var socket = new Socket(InetAddress.getByName(address), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /** Says something, ends its side, and returns everything that is answered. */
  public static String call(int port, String words) throws IOException {
    return call("127.0.0.1", port, words);
  }

  /** The same to an address of this machine. */
  public static String call(String address, int port, String words) throws IOException {
    try (Socket socket = connect(address, port)) {
      send(socket, words);
      socket.shutdownOutput();
      return readAll(socket);
    }
  }

  /** What a client of an address gets for its words; empty when it is closed without one. */
  public static String callFrom(String from, int port, String words) throws IOException {
    try (var socket = new Socket()) {
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress("127.0.0.1", port));
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        send(socket, words);
        socket.shutdownOutput();
        return readAll(socket);
      } catch (IOException reset) {
        return "";
      }
    }
  }

  /**
   * What comes back for a datagram from an address, or null when nothing does.
   *
   * @param patience how long to wait for it
   */
  public static String askFrom(String from, int port, String words, Duration patience)
      throws IOException {
    try (var socket = new DatagramSocket(new InetSocketAddress(from, 0))) {
      byte[] sent = words.getBytes(StandardCharsets.ISO_8859_1);
      socket.setSoTimeout((int) patience.toMillis());
      socket.send(new DatagramPacket(sent, sent.length, InetAddress.getByName("127.0.0.1"), port));
      var answer = new DatagramPacket(new byte[100], 100);
      socket.receive(answer);
      return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.ISO_8859_1);
    } catch (SocketTimeoutException e) {
      return null;
    }
  }

  public static void send(Socket socket, String words) throws IOException {
    socket.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Everything up to the end. */
  public static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Exactly so many characters, or what there is before the end. */
  public static String read(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  /** Whether the server has closed without a word, in order or by a reset. */
  public static boolean isClosed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true;
    }
  }
}
