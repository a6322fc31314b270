package dev.kinetd.operator.resource;

import dev.kinetd.api.InetdRuntimeStatus;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** An InetdRuntime: the pods that serve services of their namespace. */
@Group("kinetd.dev")
@Version("v1alpha1")
@Kind("InetdRuntime")
@Singular("inetdruntime")
@Plural("inetdruntimes")
@ShortNames("inetdrt")
@Categories("kinetd")
public final class InetdRuntimeResource extends CustomResource<InetdRuntimeSpec, InetdRuntimeStatus>
    implements Namespaced {}
