package dev.kinetd.operator.install;

import dev.kinetd.operator.support.Kubectl;
import java.nio.file.Path;
import java.util.List;

/** The folders of deploy, as {@code kubectl apply -k} would apply them. */
final class Kustomize {

  /** Where the folders lie. */
  static final Path DEPLOY = Path.of("../deploy");

  private Kustomize() {}

  /** What a folder consists of; skips the test where there is no kubectl. */
  static List<Manifest> build(String folder) {
    return Manifest.parse(
        Kubectl.withoutCluster().output("kustomize", DEPLOY.resolve(folder).toString()));
  }
}
