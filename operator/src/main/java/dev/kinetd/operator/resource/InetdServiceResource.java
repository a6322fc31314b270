package dev.kinetd.operator.resource;

import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.InetdServiceStatus;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** An InetdService: a socket to listen on and the handler to start for whoever arrives there. */
@Group("kinetd.dev")
@Version("v1alpha1")
@Kind("InetdService")
@Singular("inetdservice")
@Plural("inetdservices")
@ShortNames("inetds")
@Categories("kinetd")
public final class InetdServiceResource extends CustomResource<InetdServiceSpec, InetdServiceStatus>
    implements Namespaced {}
