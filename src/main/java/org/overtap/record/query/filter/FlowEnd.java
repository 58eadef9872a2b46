package org.overtap.record.query.filter;

/** Which end of a flow a term asks of. */
enum FlowEnd {
    SOURCE {
        @Override
        FlowTest of(FlowTest source, FlowTest destination) {
            return source;
        }
    },
    DESTINATION {
        @Override
        FlowTest of(FlowTest source, FlowTest destination) {
            return destination;
        }
    },
    EITHER {
        @Override
        FlowTest of(FlowTest source, FlowTest destination) {
            return source.or(destination);
        }
    },
    BOTH {
        @Override
        FlowTest of(FlowTest source, FlowTest destination) {
            return source.and(destination);
        }
    };

    /** The test that is meant, of the tests of both ends. */
    abstract FlowTest of(FlowTest source, FlowTest destination);
}
