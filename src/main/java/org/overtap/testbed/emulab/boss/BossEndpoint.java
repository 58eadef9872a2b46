package org.overtap.testbed.emulab.boss;

import java.net.URI;

/**
 * Where calls go.
 *
 * @param uri the boss's URL
 * @param largest the most bytes that an answer may have
 */
public record BossEndpoint(URI uri, long largest) {
    private static final long LARGEST_ANSWER = 64L << 20;

    static BossEndpoint of(EmulabSettings settings) {
        return new BossEndpoint(
                URI.create("https://" + settings.host() + ":" + settings.port() + "/usr/testbed"), LARGEST_ANSWER);
    }
}
