package org.overtap.lab.boss;

import org.overtap.lab.ns.DatabaseLimits;
import org.overtap.lab.ns.NsEvaluator;
import org.overtap.lab.ns.NsScriptException;
import org.overtap.lab.ns.VirtualExperiment;

/** Reads ns scripts. */
interface BossScripts {
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

    /** The first reason for which the database would refuse what a script describes; empty for none. */
    static String refusal(VirtualExperiment experiment) {
        return DatabaseLimits.check(experiment).stream().findFirst().orElse("");
    }
}
