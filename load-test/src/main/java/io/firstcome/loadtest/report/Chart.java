package io.firstcome.loadtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** A chart as SVG: lines or stacked bars over an axis, with a grid. Colours are classes of the page's style sheet. */
final class Chart {

    private static final double WIDTH = 960;
    private static final double HEIGHT = 300;
    private static final double LEFT = 80;
    private static final double RIGHT = 28;
    private static final double TOP = 12;
    private static final double BOTTOM = 34;
    private static final int GRID_LINES = 4;

    private final StringBuilder body = new StringBuilder();
    private final double fromX;
    private final double toX;
    private final double mostY;

    /** Takes the ends of the x-axis and the most that there is on the y-axis, which begins at 0. */
    Chart(double fromX, double toX, double mostY) {
        this.fromX = fromX;
        this.toX = toX > fromX ? toX : fromX + 1;
        this.mostY = roundUp(mostY);
    }

    /** A point of a line. */
    record Point(double x, double y) {}

    /** A place on the x-axis that is named. */
    record Tick(double x, String name) {}

    /** Returns names for about so many round places of an axis. */
    static List<Tick> ticks(double from, double to, int about, DoubleFunction<String> name) {
        double step = step((to - from) / about);
        List<Tick> ticks = new ArrayList<>();
        for (double x = Math.ceil(from / step) * step; x <= to + step / 1e6; x += step) {
            ticks.add(new Tick(x, name.apply(Math.abs(x) < step / 1e6 ? 0 : x)));
        }
        return ticks;
    }

    /** Draws the axes. */
    Chart axes(List<Tick> xTicks, DoubleFunction<String> yName) {
        for (int i = 0; i <= GRID_LINES; i++) {
            double value = mostY * i / GRID_LINES;
            double y = y(value);
            add("<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", LEFT, y, WIDTH - RIGHT, y);
            add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 8, y + 4, yName.apply(value));
        }
        for (Tick tick : xTicks) {
            add(
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
                    x(tick.x()), HEIGHT - BOTTOM + 22, tick.name());
        }
        return this;
    }

    /** Draws a line through points. */
    Chart line(String colour, List<Point> points) {
        if (!points.isEmpty()) {
            StringBuilder path = new StringBuilder();
            for (Point point : points) {
                path.append(path.isEmpty() ? "M" : "L")
                        .append("%.1f %.1f".formatted(x(point.x()), y(Math.min(mostY, point.y()))));
            }
            add("<path class=\"line %s\" d=\"%s\"/>", colour, path);
        }
        return this;
    }

    /** Draws a piece of a bar. */
    Chart bar(String colour, double fromX, double toX, double fromY, double toY) {
        if (toY > fromY) {
            add(
                    "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>",
                    colour, x(fromX), y(toY), Math.max(0.5, x(toX) - x(fromX) - 0.4), y(fromY) - y(toY));
        }
        return this;
    }

    /** Returns it as an element for a page. */
    String svg(String description) {
        return "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">%s</svg>"
                .formatted(WIDTH, HEIGHT, description, body);
    }

    private void add(String element, Object... values) {
        body.append(String.format(Locale.ROOT, element, values)).append('\n');
    }

    private double x(double value) {
        return LEFT + (value - fromX) / (toX - fromX) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - value / mostY * (HEIGHT - TOP - BOTTOM);
    }

    private static double roundUp(double most) {
        return GRID_LINES * larger(Math.max(most, 1e-3) / GRID_LINES, 1, 1.5, 2, 2.5, 3, 4, 5, 7.5);
    }

    /** The next larger one of 1, 2, 5, 10, 20 … */
    private static double step(double atLeast) {
        return larger(atLeast, 1, 2, 5);
    }

    /** The next larger one of these times a power of ten. */
    private static double larger(double atLeast, double... factors) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double factor : factors) {
            if (factor * power >= atLeast * 0.999) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
