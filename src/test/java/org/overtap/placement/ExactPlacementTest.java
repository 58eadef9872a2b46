package org.overtap.placement;

import static org.assertj.core.api.Assertions.assertThat;

class ExactPlacementTest extends PlacementContract {
    @Override
    PlacementAlgorithm algorithm() {
        return new ExactPlacement();
    }

    @Override
    void checkCost(Placement placement, long optimum, String name) {
        assertThat(placement.cost()).as(name).isEqualTo(optimum);
        assertThat(placement.proven()).as(name).isTrue();
    }
}
