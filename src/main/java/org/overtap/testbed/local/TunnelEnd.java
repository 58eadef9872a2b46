package org.overtap.testbed.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.overtap.topology.IpAddress;

/**
 * One end of a tunnel that carries frames.
 *
 * @param type how it encapsulates: {@code vxlan}, {@code gre}
 * @param key what tells it from others between the same ends; empty if nothing does
 * @param local the address that it sends from; absent where the system chooses
 * @param remote where it sends to
 */
record TunnelEnd(String type, String key, Optional<IpAddress> local, IpAddress remote) {
    /** That of an interface of that kind; absent if it is none, or sends to many. */
    static Optional<TunnelEnd> of(String kind, JsonNode data) {
        String type = kind.equals("gretap") ? "gre" : kind;
        Optional<IpAddress> remote = IpAddress.parse(data.path("remote").asText(""))
                .or(() -> IpAddress.parse(data.path("remote6").asText("")));
        String key = data.path("id").asText(data.path("ikey").asText(""));
        return remote.filter(to -> !type.equals("vlan"))
                .map(to -> new TunnelEnd(
                        type, key, IpAddress.parse(data.path("local").asText("")), to));
    }

    /** That of a port of Open vSwitch; absent if it is none, or its ends are told by flows. */
    static Optional<TunnelEnd> of(String type, Map<String, String> options) {
        return IpAddress.parse(options.getOrDefault("remote_ip", ""))
                .map(to -> new TunnelEnd(
                        type,
                        options.getOrDefault("key", ""),
                        IpAddress.parse(options.getOrDefault("local_ip", "")),
                        to));
    }

    /**
     * Whether the other is its far end.
     *
     * @param here whoever has this end
     * @param there whoever has the other
     */
    boolean meets(NamespaceFacts here, TunnelEnd other, NamespaceFacts there) {
        return type.equals(other.type)
                && key.equals(other.key)
                && other.isAt(remote, there)
                && isAt(other.remote, here);
    }

    private boolean isAt(IpAddress address, NamespaceFacts place) {
        return local.map(address::equals).orElseGet(() -> place.has(address));
    }
}
