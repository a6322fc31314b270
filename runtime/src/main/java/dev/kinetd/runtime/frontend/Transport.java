package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Family;
import dev.kinetd.api.Protocol;

/**
 * The second and third field of an entry: socket type and protocol.
 *
 * @param protocol which follows the socket type, as in the kernel
 * @param unix whether the service field is a path
 */
record Transport(Protocol protocol, Family family, boolean unix) {

  /** The fields, or null after an error. */
  static Transport parse(String type, String written, LineFindings findings) {
    Protocol protocol = ofType(type, findings);
    String name = withoutBuffers(written, findings);
    if (protocol == null || name == null) {
      return null;
    }
    if (name.startsWith("rpc/")) {
      findings.error(
          "ONC RPC services (" + LineFindings.quote(name) + ") are not carried out",
          "run the program as a daemon of its own");
      return null;
    }
    if (name.equals("unix") && findings.dialect() == Dialect.OPENBSD) {
      return new Transport(protocol, Family.Dual, true);
    }
    Family family = family(name, findings);
    if (family != null) {
      checkPair(type, name, protocol, findings);
    }
    return family == null || findings.failed() ? null : new Transport(protocol, family, false);
  }

  private static Protocol ofType(String type, LineFindings findings) {
    switch (type) {
      case "stream":
        return Protocol.TCP;
      case "dgram":
        return Protocol.UDP;
      case "raw", "rdm", "seqpacket":
        findings.error(
            "socket type \"" + type + "\" is not carried out", "only stream and dgram are");
        return null;
      default:
        findings.error("unknown socket type " + LineFindings.quote(type), "write stream or dgram");
        return null;
    }
  }

  private static Family family(String name, LineFindings findings) {
    boolean inetutils = findings.dialect() == Dialect.INETUTILS;
    switch (name) {
      case "tcp", "udp":
        return inetutils ? Family.IPv4 : Family.Dual;
      case "tcp4", "udp4":
        return Family.IPv4;
      case "tcp6":
        return inetutils ? Family.Dual : Family.IPv6;
      case "udp6":
        if (inetutils) {
          return Family.Dual;
        }
        findings.warning(
            "udp6 of "
                + findings.program()
                + " also gets IPv4 datagrams by accident; kinetd"
                + " listens on IPv6 alone",
            "write udp to serve both");
        return Family.IPv6;
      case "tcp46", "udp46":
        if (!inetutils) {
          return Family.Dual;
        }
        break;
      case "tcp6only", "udp6only":
        if (inetutils) {
          return Family.IPv6;
        }
        break;
      default:
        break;
    }
    findings.error(
        "unknown protocol " + LineFindings.quote(name) + " for " + findings.program(),
        inetutils
            ? "write tcp, tcp4, tcp6, tcp6only, udp, udp4, udp6 or udp6only"
            : "write tcp, tcp4, tcp6, tcp46, udp, udp4, udp6, udp46 or unix");
    return null;
  }

  private static void checkPair(
      String type, String name, Protocol protocol, LineFindings findings) {
    if (name.startsWith("tcp") == (protocol == Protocol.TCP)) {
      return;
    }
    if (findings.dialect() == Dialect.INETUTILS) {
      findings.error(
          "socket type " + type + " does not go with protocol " + name,
          "write stream with tcp, dgram with udp");
    } else {
      findings.warning(
          "socket type "
              + type
              + " does not go with protocol "
              + name
              + "; as in openbsd-inetd the type decides",
          "write stream with tcp, dgram with udp");
    }
  }

  private static String withoutBuffers(String written, LineFindings findings) {
    int comma = written.indexOf(',');
    if (comma < 0 || findings.dialect() == Dialect.INETUTILS) {
      return written;
    }
    for (String option : written.substring(comma + 1).split(",", -1)) {
      if (!option.matches("(sndbuf|rcvbuf)=[0-9]+[kKmM]?")) {
        findings.error(
            "unknown buffer size " + LineFindings.quote(option),
            "write sndbuf=N or rcvbuf=N with an optional k or m, or remove it");
        return null;
      }
    }
    findings.warning(
        "buffer sizes are not applied, as " + findings.program() + " never did", "remove them");
    return written.substring(0, comma);
  }
}
