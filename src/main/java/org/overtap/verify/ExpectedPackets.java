package org.overtap.verify;

/** How many packets a record must tell of, at least and at most. */
record ExpectedPackets(long least, long most) {
    /** What is wrong with a sum; empty if nothing is. */
    String complaint(String what, CanaryCounts.Sum sum, int packetBytes) {
        boolean holds = sum.packets() >= least && sum.packets() <= most;
        if (holds && sum.bytes() == sum.packets() * packetBytes) {
            return "";
        }
        String expected = least == most ? "" + least : least + " to " + most;
        return " " + what + ": " + sum.packets() + " packets, " + sum.bytes() + " bytes stored, " + expected
                + " packets of " + packetBytes + " bytes expected;";
    }

    /** Records beyond those that could explain what was sent. */
    int surplus(CanaryCounts.Sum sum) {
        return sum.packets() > most && most > 0 ? Math.max(1, sum.records() - 1) : 0;
    }
}
