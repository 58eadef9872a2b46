package org.overtap.lifecycle.flows;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.overtap.record.dataset.TableForm;
import org.overtap.record.once.FlowSelection;

/**
 * What dataset is wanted.
 *
 * @param out its folder, which is not there yet or empty
 * @param forms in which its tables are stored
 * @param selection which flows it has
 * @param key the file of the key by which addresses and names are replaced, made where it is not there; absent if none
 *     are replaced
 * @param version what this program calls itself in it
 */
public record DatasetRequest(
        Path out, Set<TableForm> forms, FlowSelection selection, Optional<Path> key, String version) {
    public DatasetRequest {
        forms = Set.copyOf(forms);
    }
}
