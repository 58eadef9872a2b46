package org.overtap.lab.boss;

import java.util.ArrayList;
import java.util.List;
import org.overtap.lab.mapper.AddressAssigner;
import org.overtap.lab.mapper.AddressCheck;
import org.overtap.lab.mapper.VirtualNetwork;
import org.overtap.lab.net.LabException;
import org.overtap.lab.ns.DatabaseLimits;
import org.overtap.lab.ns.NsEvaluator;
import org.overtap.lab.ns.NsScriptException;
import org.overtap.lab.ns.VirtualExperiment;

/** Reads ns scripts. */
public interface BossScripts {
    /** What a script describes. */
    VirtualExperiment read(String pid, String eid, String script) throws NsScriptException;

    /** Complains about a script's syntax. */
    void check(String script) throws NsScriptException;

    /** By the ns parser of this lab. */
    static BossScripts parsed() {
        return new BossScripts() {
            @Override
            public VirtualExperiment read(String pid, String eid, String script) throws NsScriptException {
                return new NsEvaluator().evaluate(pid, eid, script);
            }

            @Override
            public void check(String script) throws NsScriptException {
                new NsEvaluator().check(script);
            }
        };
    }

    /** What the boss makes of a parser's result: all addresses assigned. */
    static VirtualExperiment completed(VirtualExperiment parsed) throws LabException {
        List<String> problems = new ArrayList<>(DatabaseLimits.check(parsed));
        VirtualExperiment completed = AddressAssigner.completed(parsed);
        problems.addAll(new AddressCheck(VirtualNetwork.of(completed)).refusals());
        if (!problems.isEmpty()) {
            throw LabException.ofInput("the script is refused: " + problems.get(0));
        }
        return completed;
    }
}
