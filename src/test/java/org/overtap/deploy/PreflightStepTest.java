package org.overtap.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.HostTraits;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Needs;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;

/** What keeps a node from carrying its part is said with its name and with what to do, before anything is changed. */
class PreflightStepTest {
    private static final InstrumentCatalogue ALL = InstrumentCatalogue.builtIn();
    private static final Map<String, Needs> NEEDS = Map.of(
            "pmacctd", ALL.get("pmacctd", Instrument.Kind.PROBE).needs(),
            "nfcapd", ALL.get("nfcapd", Instrument.Kind.COLLECTOR).needs());

    /** A node that says that. */
    private record Saying(String text) implements Shell {
        @Override
        public String node() {
            return "n1";
        }

        @Override
        public CommandResult run(Command command) {
            boolean asked = command.argv().stream().anyMatch(word -> word.contains("# preflight.sh "));
            return asked || !text.equals("no root")
                    ? new CommandResult(0, asked ? text : "", "")
                    : new CommandResult(1, "", "sudo: a password is required");
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static String check(String text) throws Exception {
        return new PreflightStep("n1", HostTraits.DEFAULT, NEEDS).apply(new Saying(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no root | node n1 gives no root: sudo: a password is required",
                "no-program pmacctd/system Linux apt debian 12 apt-get install"
                        + " | node n1 has no pmacctd: install it there (apt-get install pmacct), or leave the node out",
                "no-program nfcapd/no-program pmacctd/system Linux dnf fedora 40 dnf install"
                        + " | node n1 has no nfcapd, pmacctd: install it there (dnf install nfdump pmacct)",
                "no-program nfcapd/system Linux unknown unknown unknown"
                        + " | node n1 has no nfcapd: install it there [apt: nfdump, dnf: nfdump, pkg: nfdump]",
                "on-nfs /var/tmp/system Linux apt debian 12 apt-get install"
                        + " | on node n1, /var/tmp is on NFS: flow data is only written to local disks",
                "disk-full /var/tmp 17/system Linux apt debian 12 apt-get install"
                        + " | on node n1, /var/tmp has only 17 KiB free",
                "no-proc/system FreeBSD pkg freebsd 14 pkg install | node n1 has no /proc, which daemons are tracked by",
            })
    void itIsSaidWhatIsMissingAndWhatToDo(String said, String told) {
        String text = said.replace("/var/tmp", "FOLDER").replace("/", "\n").replace("FOLDER", "/var/tmp") + "\n";
        assertThatThrownBy(() -> check(said.equals("no root") ? said : text))
                .isInstanceOf(DeployException.class)
                .hasMessageStartingWith(told)
                .hasMessageContaining("--exclude n1");
    }

    @Test
    void aNodeThatHasAllIsFine() throws Exception {
        assertThat(check("system Linux apt debian 12 apt-get install\n")).isEqualTo("ok");
    }
}
