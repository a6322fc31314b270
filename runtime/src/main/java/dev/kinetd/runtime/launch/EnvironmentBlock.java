package dev.kinetd.runtime.launch;

import dev.kinetd.runtime.admission.Source;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * The environment of one handler, written straight into native memory: PATH and what is known of
 * the two ends of the connection, under the CGI-like names and those of UCSPI-TCP. Nothing of the
 * runtime's own environment. Belongs to one launching thread and is written anew for each launch.
 */
public final class EnvironmentBlock {

  static final String PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final int USUAL_VARIABLES = 64;
  private static final int TEXT_SIZE = 2048;

  private final MemorySegment memory = Arena.ofAuto().allocate(TEXT_SIZE, 8);
  private MemorySegment vector = Arena.ofAuto().allocate(8L * USUAL_VARIABLES, 8);
  private final byte[] value = new byte[Source.MAX_TEXT];
  private int variables;
  private int end;

  /** Begins with PATH and the transport's name. */
  public void begin(byte[] protocol) {
    variables = 0;
    end = 0;
    variable(Names.PATH, value, 0);
    variable(protocol, value, 0);
  }

  /** Adds the client's end. */
  public void remote(Source address, int port) {
    int length = address.writeTo(value, 0);
    variable(Names.REMOTE_ADDR, value, length);
    variable(Names.REMOTE_HOST, value, length);
    variable(Names.TCPREMOTEIP, value, length);
    length = Source.writeDecimal(port, value, 0);
    variable(Names.REMOTE_PORT, value, length);
    variable(Names.TCPREMOTEPORT, value, length);
  }

  /** Adds the service's end. */
  public void local(Source address, int port) {
    int length = address.writeTo(value, 0);
    variable(Names.SERVER_ADDR, value, length);
    variable(Names.TCPLOCALIP, value, length);
    length = Source.writeDecimal(port, value, 0);
    variable(Names.SERVER_PORT, value, length);
    variable(Names.TCPLOCALPORT, value, length);
  }

  /** Adds the path of a Unix socket. */
  public void localPath(byte[] path) {
    variable(Names.UNIXLOCALPATH, path, path.length);
  }

  /** Takes another search path, which must stay in native memory until the launch. */
  void searchPath(MemorySegment variable) {
    vector.set(ValueLayout.JAVA_LONG, 0, variable.address());
  }

  /** Adds a variable that is in native memory already; it must stay there until the launch. */
  void add(MemorySegment variable) {
    point(variable.address());
  }

  /** Closes the block and returns the address of the vector. */
  long finish() {
    point(0);
    return vector.address();
  }

  private void variable(byte[] name, byte[] text, int length) {
    point(memory.address() + end);
    MemorySegment.copy(name, 0, memory, ValueLayout.JAVA_BYTE, end, name.length);
    end += name.length;
    MemorySegment.copy(text, 0, memory, ValueLayout.JAVA_BYTE, end, length);
    end += length;
    memory.set(ValueLayout.JAVA_BYTE, end++, (byte) 0);
  }

  private void point(long address) {
    long place = 8L * variables++;
    if (place == vector.byteSize()) {
      MemorySegment longer = Arena.ofAuto().allocate(2 * place, 8);
      longer.copyFrom(vector);
      vector = longer;
    }
    vector.set(ValueLayout.JAVA_LONG, place, address);
  }

  /** The names, ready to be copied. */
  public static final class Names {

    public static final byte[] PROTO_TCP = bytes("PROTO=TCP");
    public static final byte[] PROTO_UDP = bytes("PROTO=UDP");
    public static final byte[] PROTO_UNIX = bytes("PROTO=UNIX");

    private static final byte[] PATH = bytes(EnvironmentBlock.PATH);
    private static final byte[] REMOTE_ADDR = bytes("REMOTE_ADDR=");
    private static final byte[] REMOTE_HOST = bytes("REMOTE_HOST=");
    private static final byte[] REMOTE_PORT = bytes("REMOTE_PORT=");
    private static final byte[] SERVER_ADDR = bytes("SERVER_ADDR=");
    private static final byte[] SERVER_PORT = bytes("SERVER_PORT=");
    private static final byte[] TCPREMOTEIP = bytes("TCPREMOTEIP=");
    private static final byte[] TCPREMOTEPORT = bytes("TCPREMOTEPORT=");
    private static final byte[] TCPLOCALIP = bytes("TCPLOCALIP=");
    private static final byte[] TCPLOCALPORT = bytes("TCPLOCALPORT=");
    private static final byte[] UNIXLOCALPATH = bytes("UNIXLOCALPATH=");

    private Names() {}

    private static byte[] bytes(String name) {
      return name.getBytes(StandardCharsets.US_ASCII);
    }
  }
}
