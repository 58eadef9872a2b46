package org.overtap.report.flows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.record.query.NaturalOrder;
import org.overtap.record.query.TopFlows;
import org.overtap.report.format.Table;

/** A traffic matrix: who sends stands at the left, who receives on top. What is too wide goes on below. */
final class MatrixText {
    private static final int WIDTH = 100;
    private static final int GAP = 2;

    private MatrixText() {}

    static String of(TopFlows matrix) {
        Map<List<String>, String> cells = new HashMap<>();
        Set<String> senders = new LinkedHashSet<>();
        Set<String> receivers = new TreeSet<>(NaturalOrder::compare);
        for (TopFlows.Entry entry : matrix.top()) {
            String from = entry.key().get(0).orElse("-");
            String to = entry.key().get(1).orElse("-");
            senders.add(from);
            receivers.add(to);
            cells.put(List.of(from, to), FlowUnits.count(matrix.order().of(entry.counts())));
        }
        StringBuilder text = new StringBuilder();
        String corner = "from \\ to";
        int left = Math.max(corner.length(), longest(senders));
        for (List<String> columns : blocks(receivers, senders, cells, left)) {
            List<String> heads = new ArrayList<>(List.of(corner));
            heads.addAll(columns);
            Table table = new Table(heads.toArray(new String[0]));
            for (String from : senders) {
                List<String> row = new ArrayList<>(List.of(from));
                columns.forEach(to -> row.add(cells.getOrDefault(List.of(from, to), "-")));
                table.row(row.toArray());
            }
            text.append(text.length() == 0 ? "" : "\n").append(table);
        }
        return text.toString();
    }

    private static int longest(Set<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static List<List<String>> blocks(
            Set<String> receivers, Set<String> senders, Map<List<String>, String> cells, int left) {
        List<List<String>> blocks = new ArrayList<>();
        int width = 0;
        for (String to : receivers) {
            int needed = GAP
                    + Math.max(
                            to.length(),
                            senders.stream()
                                    .mapToInt(from -> cells.getOrDefault(List.of(from, to), "-")
                                            .length())
                                    .max()
                                    .orElse(0));
            if (blocks.isEmpty() || width + needed > WIDTH) {
                blocks.add(new ArrayList<>());
                width = left;
            }
            blocks.get(blocks.size() - 1).add(to);
            width += needed;
        }
        return blocks;
    }
}
