package org.overtap.live;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * What verify says of a healthy overlay under load, and under each fault: the right words, and nothing else named. In an
 * ordinary build faults that do not touch each other are played at once; under {@code -Pcases} each alone, a healthy run
 * after each.
 */
@Tag("live")
@Order(1)
class VerifyCasesIT {
    @TempDir
    static Path home;

    private static VerifiedHosts verified;

    @BeforeAll
    static void deployed() throws Exception {
        verified = VerifiedHosts.up(home, "ovtverify-");
    }

    @AfterAll
    static void takenDown() throws Exception {
        if (verified != null) {
            verified.close();
        }
    }

    private static boolean once() {
        return CaseRuns.times() == 1;
    }

    @Case("B1")
    void aHealthyOverlayUnderLoadIsProven() throws Exception {
        verified.requireHealthy();
    }

    @Case("B3 B4 B5")
    void eachFaultIsNamedAndOnceItIsMendedNoMore() throws Exception {
        if (once()) {
            verified.requireNamed(
                    verified.faults().killed(),
                    verified.faults().frozen(),
                    verified.faults().down());
            verified.requireNamed(
                    verified.faults().filtered(), verified.faults().lossy());
            verified.requireHealthy();
        } else {
            for (VerifyFaults.Fault fault : verified.faults().all()) {
                verified.requireNamed(fault);
                verified.requireHealthy();
            }
        }
    }
}
