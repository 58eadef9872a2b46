package org.overtap.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.DeployException;

/** A daemon that lives and does not do what it was told is no success. */
class RefusedStartTest {
    @TempDir
    Path folder;

    @Test
    void whoGoesOnWithoutWhatItWasToldIsEndedAndItsWordsAreTold() throws Exception {
        FakeOverlay overlay = new FakeOverlay(folder, FakeNodes::new);
        overlay.describe("pmacctd", "echo no such filter, going on without; " + FakeOverlay.LIVES);
        overlay.failing("pmacctd", "going on without");
        assertThatThrownBy(() -> overlay.deploy(overlay.wanted(3)))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("pmacctd did not start on node n")
                .hasMessageContaining(
                        "it did not do what it was told; its log says:\nno such filter, going on without");
        assertThat(overlay.state.read()).isEmpty();
        overlay.assertNothingLeft();
    }
}
