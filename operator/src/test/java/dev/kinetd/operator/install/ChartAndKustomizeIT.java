package dev.kinetd.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever installs by the chart and whoever installs by kustomize gets the same objects. */
class ChartAndKustomizeIT {

  private static final Set<String> MARKS_OF_HELM =
      Set.of("helm.sh/chart", "app.kubernetes.io/version", "app.kubernetes.io/managed-by");

  @Test
  void areTheSameForTheWholeCluster() {
    // when
    Map<String, Object> chart = byName(Chart.render(""));
    Map<String, Object> kustomize = byName(Kustomize.build("install/cluster"));

    // then: the namespace itself is made by --create-namespace
    assertThat(kustomize.remove("Namespace /kinetd-system")).isNotNull();
    assertThat(chart.keySet()).isEqualTo(kustomize.keySet());
    chart.forEach((name, object) -> assertThat(object).as(name).isEqualTo(kustomize.get(name)));
  }

  @Test
  void areTheSameForOneNamespace() {
    // when
    Map<String, Object> chart =
        byName(
            Chart.render(
                """
                watchNamespaces: [kinetd-system]
                crds: {enabled: false}
                rbac: {aggregate: false}
                extraEnv: [{name: KINETD_OPERATOR_NAMESPACES, value: JOSDK_WATCH_CURRENT}]
                """));
    Map<String, Object> kustomize = byName(Kustomize.build("install/namespaced"));

    // then
    assertThat(chart.keySet()).isEqualTo(kustomize.keySet());
    chart.forEach((name, object) -> assertThat(object).as(name).isEqualTo(kustomize.get(name)));
  }

  private static Map<String, Object> byName(List<Manifest> manifests) {
    return manifests.stream()
        .collect(
            Collectors.toMap(
                m -> "%s %s/%s".formatted(m.kind(), namespace(m), m.name()),
                m -> plain(m),
                (one, other) -> {
                  throw new AssertionError("twice: " + one);
                },
                TreeMap::new));
  }

  /** kubectl puts what names no namespace into the one that it is told. */
  private static String namespace(Manifest manifest) {
    boolean belongsToAll =
        manifest.kind().startsWith("Cluster")
            || Set.of("CustomResourceDefinition", "Namespace").contains(manifest.kind());
    return belongsToAll ? "" : Chart.NAMESPACE;
  }

  /** An object without what is said of it in either way alone. */
  private static Map<String, Object> plain(Manifest manifest) {
    var metadata = new HashMap<>(manifest.map("metadata"));
    metadata.remove("namespace");
    metadata.remove("annotations");
    metadata.remove("labels");
    var body = new HashMap<>(manifest.body());
    if (!manifest.kind().equals("CustomResourceDefinition")) {
      var labels = new HashMap<>(manifest.labels());
      labels.keySet().removeAll(MARKS_OF_HELM);
      metadata.put("labels", labels);
    }
    body.put("metadata", metadata);
    if (manifest.body().containsKey("subjects")) {
      body.put(
          "subjects",
          manifest.list("subjects").stream().map(ChartAndKustomizeIT::inItsNamespace).toList());
    }
    if (manifest.body().containsKey("rules")) {
      body.put("rules", Rights.of(manifest));
    }
    if (manifest.kind().equals("Deployment")) {
      body.put("spec", withLastOfEachVariable(manifest));
    }
    return body;
  }

  private static Map<String, Object> inItsNamespace(Map<String, Object> subject) {
    var complete = new HashMap<>(subject);
    complete.put("namespace", Chart.NAMESPACE);
    return complete;
  }

  /** Of an environment variable that is named twice the last counts. */
  private static Object withLastOfEachVariable(Manifest deployment) {
    var environment = new TreeMap<Object, Object>();
    deployment
        .list("spec", "template", "spec", "containers", 0, "env")
        .forEach(variable -> environment.put(variable.get("name"), variable.get("value")));
    var container = new HashMap<>(deployment.map("spec", "template", "spec", "containers", 0));
    container.put("env", environment);
    assertThat(deployment.list("spec", "template", "spec", "containers")).hasSize(1);
    var pod = new HashMap<>(deployment.map("spec", "template", "spec"));
    pod.put("containers", List.of(container));
    var template = new HashMap<>(deployment.map("spec", "template"));
    template.put("spec", pod);
    var spec = new HashMap<>(deployment.map("spec"));
    spec.put("template", template);
    return spec;
  }
}
