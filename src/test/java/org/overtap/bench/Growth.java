package org.overtap.bench;

/** How time grows with size. */
final class Growth {
    private Growth() {}

    /** The exponent of the power law that fits best: the slope of the least-squares line through the logarithms. */
    static double exponent(double[] sizes, double[] seconds) {
        double x = 0;
        double y = 0;
        for (int i = 0; i < sizes.length; i++) {
            x += Math.log(sizes[i]) / sizes.length;
            y += Math.log(seconds[i]) / sizes.length;
        }
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < sizes.length; i++) {
            covariance += (Math.log(sizes[i]) - x) * (Math.log(seconds[i]) - y);
            variance += (Math.log(sizes[i]) - x) * (Math.log(sizes[i]) - x);
        }
        return covariance / variance;
    }
}
