package org.overtap.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Grows one random segment with everything that may stand on it; the same seed gives the same one. */
final class RandomSegment {
    private final Random random;

    RandomSegment(long seed) {
        this.random = new Random(seed);
    }

    /** Of two to six members; with {@code several} some nodes may have more than one port on it. */
    Segment build(boolean several) {
        boolean link = random.nextInt(4) == 0;
        List<Member> members = new ArrayList<>();
        int count = link ? 2 : 2 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            boolean again = several && !link && i > 1 && random.nextInt(3) == 0;
            String node = "h" + (again ? random.nextInt(i) : i);
            members.add(Member.plain(node, "eth" + (i + 1)));
        }
        List<Shaper> shapers = shapers(link ? members.subList(0, 1) : members);
        if (!link && random.nextInt(4) == 0) {
            members.add(Member.listening("listener", "eth1"));
        }
        Medium medium = random.nextInt(3) == 0 ? Medium.FLOODING : Medium.SWITCHED;
        return link ? new Link("s", members, shapers, carrier()) : new Lan("s", medium, members, shapers, carrier());
    }

    /** Two shapers may share a node. */
    private List<Shaper> shapers(List<Member> members) {
        List<Shaper> shapers = new ArrayList<>();
        for (Member member : members) {
            if (random.nextInt(3) == 0) {
                int number = shapers.size() / (1 + random.nextInt(2));
                int port = 2 * shapers.size();
                shapers.add(new Shaper("tbdelay" + number, "eth" + (port + 1), "eth" + (port + 2), member.endpoint()));
            }
        }
        return shapers;
    }

    private Optional<CarryingSwitch> carrier() {
        List<List<CarryingSwitch.Means>> able = List.of(
                List.of(),
                List.of(CarryingSwitch.Means.EXPORT),
                List.of(CarryingSwitch.Means.MIRROR),
                List.of(CarryingSwitch.Means.values()));
        return random.nextInt(2) == 0
                ? Optional.empty()
                : Optional.of(new CarryingSwitch("sw", "br0", able.get(random.nextInt(4))));
    }
}
