package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.overtap.lab.net.Namespaces;

/**
 * The whole sentence on Open vSwitch of another machine, entered by SSH as an ordinary user who may use sudo. Of this
 * machine it has the processes and the disk; Open vSwitch is in its usual place there.
 */
@Tag("long")
@ResourceLock("the experiment ovs/local of this machine")
class OvsOverSshIT {
    private static final String PREFIX = "ovtfar-";
    private static final String HERE = PREFIX + "here";
    private static final String USER = "ovtfar";
    private static final String ADDRESS = "10.254.81.1";

    @TempDir
    Path home;

    private SwitchLab lab;

    @BeforeEach
    void up() throws Exception {
        Live.require();
        Live.requirePrograms("sshd", "ssh-keygen", "sudo");
        lab = SwitchLab.up(home, PREFIX);
        Namespaces.add(List.of(HERE));
        lab.run("ip -n " + HERE + " link set lo up");
        lab.run("ip link add ctrl0 netns " + HERE + " type veth peer name ctrl0 netns " + lab.ops());
        lab.run("ip -n " + HERE + " link set ctrl0 up");
        lab.run("ip -n " + lab.ops() + " link set ctrl0 up");
        lab.run("ip -n " + HERE + " addr add 10.254.81.2/24 dev ctrl0");
        lab.run("ip -n " + lab.ops() + " addr add " + ADDRESS + "/24 dev ctrl0");
        for (String key : List.of("host", "login")) {
            Live.Ended made = Live.run(
                    home,
                    List.of(
                            "ssh-keygen",
                            "-q",
                            "-t",
                            "ed25519",
                            "-N",
                            "",
                            "-f",
                            home.resolve(key).toString()));
            assertThat(made.code()).isZero();
        }
        startSshd();
    }

    /** In a mount namespace that has the user, his sudo, and the switch's folder where Open vSwitch has it. */
    private void startSshd() throws Exception {
        Path config = Files.writeString(home.resolve("sshd"), """
                ListenAddress %s
                HostKey %s
                AuthorizedKeysFile /mnt/keys
                StrictModes no
                UsePAM no
                PidFile none
                """.formatted(ADDRESS, home.resolve("host")));
        Path script = Files.writeString(home.resolve("machine.sh"), """
                set -e
                mkdir -p /run/openvswitch /run/sshd
                mount --bind %1$s /run/openvswitch
                mount -t tmpfs overtap /mnt
                cp %2$s /mnt/keys
                cp -p /etc/passwd /etc/shadow /mnt
                echo '%3$s:x:4242:4242::/var/tmp:/bin/sh' >>/mnt/passwd
                echo '%3$s-guest:x:4243:4243::/var/tmp:/bin/sh' >>/mnt/passwd
                echo '%3$s:*:20000::::::' >>/mnt/shadow
                echo '%3$s-guest:*:20000::::::' >>/mnt/shadow
                chmod 644 /mnt/keys
                mount --bind /mnt/passwd /etc/passwd
                mount --bind /mnt/shadow /etc/shadow
                mount -t tmpfs -o mode=755 overtap /etc/sudoers.d
                echo '%3$s ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/own
                chmod 440 /etc/sudoers.d/own
                exec /usr/sbin/sshd -f %4$s
                """.formatted(
                        lab.vswitch().folder(), home.resolve("login.pub"), USER, config));
        lab.run("nsenter --net=/run/netns/" + lab.ops() + " -- unshare --mount --propagation slave sh " + script);
    }

    @AfterEach
    void down() throws Exception {
        LiveProcesses.leave(HERE);
        if (lab != null) {
            lab.down();
        }
    }

    @Test
    void bridgesOfAnotherMachineAreMeasuredThereAndLeftAsTheyWere() throws Exception {
        lab.bridge("s1");
        lab.bridge("s2");
        int number = 1;
        for (String host : List.of("a", "b", "c")) {
            lab.plug(host, "eth0", "10.1.1." + number + "/24", "s1", "");
            lab.plug(host, "eth1", "10.1.7." + number++ + "/24", "s2", "tag=7");
        }
        lab.exporter("sFlow", "sflow", "s1", "sampling=64");
        String before = lab.rows();
        WholeSentence sentence = new WholeSentence(
                home,
                HERE,
                "ovs:" + USER + "@" + ADDRESS,
                lab.ports(),
                List.of("OVERTAP_SSH_KEY=" + home.resolve("login")));
        Live.Ended guest = sentence.overtap("plan", "ovs:" + USER + "-guest@" + ADDRESS);
        assertThat(guest.code()).isEqualTo(1);
        assertThat(guest.err())
                .contains("only root sees who is plugged into its bridges")
                .contains("NOPASSWD");

        WholeSentence.Told told = sentence.run(6, () -> {
            Live.Ended status = sentence.overtap("status", "ovs:" + ADDRESS);
            assertThat(status.code()).as(status.err()).isEqualTo(0);
            assertThat(lab.rows()).contains("overtap");
            lab.run("ip netns exec " + PREFIX + "a ping -c 5 -i 0.2 10.1.7.2");
        });

        assertThat(OvsIT.probes(told.plan())).containsExactly("openvswitch-ipfix@s1:s1", "pmacctd@s2:s2.7");
        assertThat(told.pings().path("summary").path("packets").asInt()).isEqualTo(10);
        assertThat(lab.rows()).isEqualTo(before);
    }
}
