package org.overtap.verify;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.overtap.instrument.Counter;
import org.overtap.verify.evidence.Finding;
import org.overtap.verify.evidence.GapWindow;
import org.overtap.verify.evidence.History;
import org.overtap.verify.evidence.ProbeEvidence;
import org.overtap.verify.watch.OverlayEvidence;

/**
 * What a live check found since it began, and beside it what was before. A counter that a tool does not tell is absent
 * (null in JSON), never guessed.
 *
 * @param conversations how many conversations were tried
 * @param observed how many some probe that can be trusted stored in both directions
 * @param exactlyOnce how many, after the owner rule, count just what was sent
 * @param missing those that passed and whose owner stored nothing or half
 * @param inexact those whose owner stored other numbers
 * @param unanswered those of which nothing can be said, and why
 * @param duplicates records left over after the owner rule
 * @param gaps jumps of sequence numbers since it began: at least so many datagrams were lost
 * @param datagramsLost datagrams lost since it began: 0 where no number jumped, else not told
 * @param recordsLost records exported and not stored since it began
 * @param dropped packets that were lost since it began before their probe counted them
 * @param foreign records stored since it began that no planned probe can have sent
 * @param findings what is wrong, each with the one object at fault
 * @param history what was lost before it began
 * @param probes counters of every probe
 */
public record VerifyReport(
        int conversations,
        int observed,
        int exactlyOnce,
        List<Verdict.Missing> missing,
        List<Verdict.Inexact> inexact,
        List<String> unanswered,
        int duplicates,
        Optional<Long> gaps,
        Optional<Long> datagramsLost,
        Optional<Long> recordsLost,
        Optional<Long> dropped,
        long foreign,
        List<Finding> findings,
        History history,
        List<ProbeCounters> probes) {
    public static final String SCHEMA = "overtap/verify/1";

    public VerifyReport {
        missing = List.copyOf(missing);
        inexact = List.copyOf(inexact);
        unanswered = List.copyOf(unanswered);
        findings = List.copyOf(findings);
        probes = List.copyOf(probes);
    }

    /**
     * Counters of one probing process since it started.
     *
     * @param node the node
     * @param iface its interface
     * @param received packets captured
     * @param processed packets that reached its flow table
     * @param exported records sent
     * @param stored records that its collector has of it
     * @param dropped packets that were lost before it counted them
     */
    public record ProbeCounters(
            String node,
            @JsonProperty("interface") String iface,
            Optional<Long> received,
            Optional<Long> processed,
            Optional<Long> exported,
            Optional<Long> stored,
            Optional<Long> dropped) {
        static ProbeCounters of(ProbeEvidence probe) {
            return new ProbeCounters(
                    probe.id().node(),
                    probe.id().iface(),
                    probe.counters().end(Counter.RECEIVED),
                    probe.counters().end(Counter.PROCESSED),
                    probe.counters().end(Counter.EXPORTED),
                    Optional.of(probe.stored().all()),
                    probe.counters().droppedAtEnd());
        }
    }

    static VerifyReport of(
            Verdict verdict, List<Finding> findings, OverlayEvidence overlay, Optional<Long> recordsLost) {
        Optional<Finding> lost = findings.stream()
                .filter(finding -> finding.kind() == Finding.Kind.DATAGRAMS_LOST)
                .findFirst();
        Optional<Long> gaps = overlay.gaps(GapWindow::since)
                .map(since -> lost.isEmpty() ? since : Math.max(since, sum(findings, Finding.Kind.DATAGRAMS_LOST)));
        return new VerifyReport(
                verdict.conversations(),
                verdict.observed(),
                verdict.exactlyOnce(),
                verdict.missing(),
                verdict.inexact(),
                verdict.unanswered().stream().map(Verdict.Unanswered::toString).toList(),
                verdict.duplicates(),
                gaps,
                gaps.filter(n -> n == 0),
                recordsLost,
                overlay.dropped(),
                sum(findings, Finding.Kind.FOREIGN),
                findings,
                overlay.history(lost.isPresent()),
                overlay.probes().stream().map(ProbeCounters::of).toList());
    }

    private static long sum(List<Finding> findings, Finding.Kind kind) {
        return findings.stream()
                .filter(finding -> finding.kind() == kind)
                .mapToLong(finding -> finding.count().orElse(0L))
                .sum();
    }

    /** Whether all that was to be seen was seen, once, and nothing was lost on the way since it began. */
    @JsonIgnore
    public boolean holds() {
        return findings.stream().noneMatch(finding -> finding.kind().decides())
                && observed == conversations
                && exactlyOnce == conversations;
    }

    /** The same, and nothing was lost before either, as far as is known. */
    @JsonIgnore
    public boolean holdsStrictly() {
        return holds() && history.clean();
    }
}
