package org.overtap.record;

/** Which way packets passed the interface at which they were recorded (RFC 5102, flowDirection). */
public enum FlowDirection {
    INGRESS,
    EGRESS
}
