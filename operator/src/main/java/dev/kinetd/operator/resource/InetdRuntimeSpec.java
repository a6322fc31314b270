package dev.kinetd.operator.resource;

import dev.kinetd.api.Toggle;
import java.util.List;

/**
 * The pods that serve services. The constructor fills in every default.
 *
 * @param replicas pods at once; limits of services and of their clients count for each pod
 * @param image of the runtime; empty means the operator's setting
 * @param userSwitching Enabled lets handlers run as other users, and the pods as root with the
 *     capabilities SETUID, SETGID and KILL; Disabled by default, which fits Pod Security restricted
 * @param drainSeconds how long handlers may go on when a pod ends
 * @param handlerImages images with programs for handlers
 * @param template what else the pods have
 */
public record InetdRuntimeSpec(
    Integer replicas,
    String image,
    Toggle userSwitching,
    Integer drainSeconds,
    List<HandlerImage> handlerImages,
    RuntimeTemplate template) {

  /** Default of {@code replicas}. */
  public static final int DEFAULT_REPLICAS = 1;

  /** Default of {@code drainSeconds}. */
  public static final int DEFAULT_DRAIN_SECONDS = 30;

  public InetdRuntimeSpec {
    replicas = replicas == null ? DEFAULT_REPLICAS : replicas;
    image = image == null ? "" : image;
    userSwitching = userSwitching == null ? Toggle.Disabled : userSwitching;
    drainSeconds = drainSeconds == null ? DEFAULT_DRAIN_SECONDS : drainSeconds;
    handlerImages = handlerImages == null ? List.of() : List.copyOf(handlerImages);
    template = template == null ? RuntimeTemplate.NONE : template;
  }
}
