package dev.kinetd.runtime.access.hosts;

import dev.kinetd.runtime.admission.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Files that exist in a test alone, and short ways to ask about them. */
final class MemoryFiles implements HostsFiles {

  static final String ALLOW = "hosts.allow";
  static final String DENY = "hosts.deny";

  private final Map<String, String> contents = new HashMap<>();
  private final Set<String> unreadable = new HashSet<>();
  private final Set<String> writable = new HashSet<>();

  static HostsRules rules(String allow, String deny) {
    return new MemoryFiles().with(ALLOW, allow).with(DENY, deny).rules();
  }

  MemoryFiles with(String path, String content) {
    contents.put(path, content);
    return this;
  }

  MemoryFiles unreadable(String path) {
    unreadable.add(path);
    return this;
  }

  MemoryFiles writable(String path) {
    writable.add(path);
    return this;
  }

  HostsRules rules() {
    return HostsRules.read(ALLOW, DENY, this);
  }

  static Source source(String address) {
    return address.indexOf(':') >= 0
        ? LibcAddress.ipv6(address)
        : Source.ofIpv4((int) LibcAddress.dottedQuad(address));
  }

  static HostsRequest request(String client) {
    return HostsRequest.of("sshd", source(client)).at(source("10.0.0.254"), 22);
  }

  /** Whether sshd grants an address whose name is not known. */
  static boolean grants(HostsRules rules, String client) {
    return grants(rules, client, HostsFacts.UNKNOWN);
  }

  static boolean grants(HostsRules rules, String client, String name) {
    HostsFacts facts = HostsFacts.REHEARSAL.withClientName(name).withUser(HostsFacts.UNKNOWN);
    return decision(rules, request(client), facts).verdict() == HostsDecision.Verdict.GRANTED;
  }

  static HostsDecision decision(HostsRules rules, HostsRequest request, HostsFacts facts) {
    return (HostsDecision) rules.decide(request, facts);
  }

  @Override
  public byte[] read(String path) throws IOException {
    if (unreadable.contains(path)) {
      throw new AccessDeniedException(path);
    }
    String content = contents.get(path);
    if (content == null) {
      throw new NoSuchFileException(path);
    }
    return content.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public boolean exists(String path) {
    return contents.containsKey(path);
  }

  @Override
  public boolean isWorldWritable(String path) {
    return writable.contains(path);
  }
}
