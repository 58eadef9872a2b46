package org.overtap.record.query;

/** What flows look like from one side. */
public sealed interface FlowView permits TopFlows, FlowSeries, FlowList, FlowFindings {}
