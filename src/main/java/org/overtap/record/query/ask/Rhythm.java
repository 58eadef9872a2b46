package org.overtap.record.query.ask;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How regular some times are. The gaps between them are measured by the Bowley skew and the median absolute deviation
 * about the median, as RITA does (Active Countermeasures), and by how far they are from multiples of the period, so that
 * beats that were missed do no harm.
 *
 * @param beats how many beats there are; what comes within a tenth of the period is one beat
 * @param periodMicros from one beat to the next
 * @param missed beats that failed to come between two that came
 * @param pauses gaps that are longer than so many beats
 * @param jitter root mean square of how far gaps are from a multiple of the period, as a part of it
 * @param mad median absolute deviation of the gaps about their median, as a part of that
 * @param skew Bowley skew of the gaps, -1 to 1; 0 is symmetric
 * @param chance how likely gaps that know no period would lie so near to its multiples, at most
 */
record Rhythm(
        int beats,
        double periodMicros,
        long missed,
        long pauses,
        double jitter,
        double mad,
        double skew,
        double chance) {
    /** Longer than that many periods, a gap is a pause. */
    static final int LONGEST_GAP = 4;

    private static final int TOGETHER = 10;
    private static final int LEAST = 3;

    /**
     * The rhythms of times: of all of them, and of the first of each burst, since a beat may be several connections.
     *
     * @param times in microseconds, in their order
     * @return nothing of fewer than three beats
     */
    static List<Rhythm> of(long[] times) {
        return Stream.of(times, beats(times))
                .flatMap(beats -> plain(beats).stream())
                .toList();
    }

    /** The first of each burst. */
    private static long[] beats(long[] times) {
        double together = halfOfTheTime(gaps(times)) / (double) TOGETHER;
        long[] beats = new long[times.length];
        int count = 0;
        for (long time : times) {
            if (count == 0 || time - beats[count - 1] > together) {
                beats[count++] = time;
            }
        }
        return Arrays.copyOf(beats, count);
    }

    private static long[] gaps(long[] times) {
        long[] gaps = new long[Math.max(0, times.length - 1)];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = times[i + 1] - times[i];
        }
        return gaps;
    }

    /** The gap of which this and longer ones fill half of the time. */
    private static long halfOfTheTime(long[] gaps) {
        long[] sorted = gaps.clone();
        Arrays.sort(sorted);
        long whole = Arrays.stream(sorted).sum();
        long filled = 0;
        for (int i = sorted.length - 1; i >= 0; i--) {
            filled += sorted[i];
            if (2 * filled >= whole) {
                return sorted[i];
            }
        }
        return 0;
    }

    private static Optional<Rhythm> plain(long[] times) {
        long[] gaps = gaps(times);
        if (gaps.length < LEAST - 1) {
            return Optional.empty();
        }
        long[] sorted = gaps.clone();
        Arrays.sort(sorted);
        double median = quantile(sorted, 0.5);
        if (median <= 0) {
            return Optional.empty();
        }
        double period = mean(gaps, median);
        long missed = 0;
        long pauses = 0;
        double squares = 0;
        for (long gap : gaps) {
            long multiple = Math.max(1, Math.round(gap / period));
            if (multiple > LONGEST_GAP) {
                pauses++;
            } else {
                missed += multiple - 1;
                squares += Math.pow(gap / period - multiple, 2);
            }
        }
        long judged = gaps.length - pauses;
        double jitter = judged == 0 ? 1 : Math.sqrt(squares / judged);
        return Optional.of(new Rhythm(
                times.length,
                period,
                missed,
                pauses,
                jitter,
                deviation(gaps, median) / median,
                skew(sorted),
                chance(judged - 1, jitter)));
    }

    /** The mean time of a beat, when gaps of several beats count as that many. */
    private static double mean(long[] gaps, double median) {
        double time = 0;
        long beats = 0;
        for (long gap : gaps) {
            long multiple = Math.max(1, Math.round(gap / median));
            if (multiple <= LONGEST_GAP) {
                time += gap;
                beats += multiple;
            }
        }
        return beats == 0 ? median : time / beats;
    }

    private static double quantile(long[] sorted, double part) {
        double at = part * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private static double deviation(long[] gaps, double median) {
        long[] from = new long[gaps.length];
        for (int i = 0; i < gaps.length; i++) {
            from[i] = Math.round(Math.abs(gaps[i] - median));
        }
        Arrays.sort(from);
        return quantile(from, 0.5);
    }

    private static double skew(long[] sorted) {
        double low = quantile(sorted, 0.25);
        double middle = quantile(sorted, 0.5);
        double high = quantile(sorted, 0.75);
        return high == low || middle == low || middle == high ? 0 : (low + high - 2 * middle) / (high - low);
    }

    /**
     * Of gaps that know no period each is anywhere between two multiples of it, as likely here as there. All of them
     * within the jitter found is a ball in a cube: its volume is the chance.
     */
    private static double chance(long gaps, double jitter) {
        if (gaps < 1) {
            return 1;
        }
        double logarithm = gaps * (Math.log(jitter) + Math.log(Math.PI * gaps) / 2) - logGamma(gaps / 2.0 + 1);
        return Math.min(1, Math.exp(logarithm));
    }

    /** Stirling's series; off by less than 0.0001 from 1.5 on. */
    private static double logGamma(double x) {
        return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + 1 / (12 * x) - 1 / (360 * x * x * x);
    }
}
