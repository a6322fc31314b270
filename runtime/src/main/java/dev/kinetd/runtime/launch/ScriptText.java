package dev.kinetd.runtime.launch;

import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.SealedMemory;
import java.nio.charset.StandardCharsets;

/**
 * The text of a script, where its interpreter can read it: in sealed memory, which all handlers of
 * the service share, made for the first of them. A service that has been replaced gives it up; a
 * client that was accepted before gets its handler all the same. Any thread may call any method.
 */
public final class ScriptText {

  private final String name;
  private final byte[] text;
  private int fd = -1;
  private int holders;
  private boolean retired;

  /**
   * @param name of the service, for those who look at the processes of the machine
   */
  public ScriptText(String name, String text) {
    this.name = name;
    this.text = text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The descriptor, which stays open until {@link #release}; or the negative errno, after which
   * nothing is to be released.
   */
  synchronized int hold() {
    if (fd < 0) {
      fd = SealedMemory.of("kinetd:" + name, text);
      if (fd < 0) {
        return fd;
      }
    }
    holders++;
    return fd;
  }

  synchronized void release() {
    holders--;
    closeUnused();
  }

  /** From now on it is kept only as long as somebody holds it. */
  public synchronized void retire() {
    retired = true;
    closeUnused();
  }

  private void closeUnused() {
    if (retired && holders == 0 && fd >= 0) {
      Descriptors.close(fd);
      fd = -1;
    }
  }
}
