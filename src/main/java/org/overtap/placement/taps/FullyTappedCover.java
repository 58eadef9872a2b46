package org.overtap.placement.taps;

import org.overtap.placement.CoverProblem;
import org.overtap.placement.CoverProblemBuilder;

/** What is left of a tap problem when every row that can be tapped is. */
final class FullyTappedCover {
    private FullyTappedCover() {}

    static CoverProblem of(TapProblem problem) {
        CoverProblem cover = problem.cover();
        CoverProblemBuilder builder = CoverProblem.builder(cover.candidates());
        for (int v = 0; v < cover.candidates(); v++) {
            builder.cost(v, cover.cost(v));
            if (cover.isForced(v)) {
                builder.force(v);
            } else if (cover.isForbidden(v)) {
                builder.forbid(v);
            }
        }
        for (int row = 0; row < cover.rows(); row++) {
            if (!problem.tappable(row)) {
                builder.row(cover.need(row), problem.slots(row));
            }
        }
        return builder.build();
    }
}
