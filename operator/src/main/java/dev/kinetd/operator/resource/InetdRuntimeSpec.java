package dev.kinetd.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kinetd.api.Toggle;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * The pods that serve services, and what their handlers find there. Every default is filled in.
 *
 * @param replicas pods at once; limits of services count in each
 * @param image the image of the runtime. Empty means the one that the operator was given
 * @param userSwitching Enabled lets handlers run as other users, for which the pods run as root
 *     with the capabilities SETUID, SETGID and KILL; Disabled fits Pod Security restricted
 * @param drainSeconds how long handlers may go on when a pod ends
 * @param handlerImages images with programs for handlers, as image volumes; a change starts the
 *     pods anew
 * @param template what the pods have beside what the operator gives them; a change starts them anew
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InetdRuntimeSpec(
    @Default("1") @Min(0) @Max(1000) Integer replicas,
    @Size(max = 1024) String image,
    @Default("Disabled") Toggle userSwitching,
    @Default("30") @Min(0) @Max(86400) Integer drainSeconds,
    @Size(max = 32) List<HandlerImage> handlerImages,
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
