package io.firstcome.gateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Reads the pages' files from the class path. */
final class PageSources {

    private static final String FOLDER = "/static/";
    /** Libraries of the pages, from their WebJars, whose version is the build's: the name of a file, and where it lies. */
    private static final Map<String, String> LIBRARIES =
            Map.of("chart.js/chart.umd.js", "classpath*:/META-INF/resources/webjars/chart.js/*/dist/chart.umd.min.js");

    private PageSources() {}

    /** Returns the content of each file by its name, such as {@code js/page.js}. */
    static SortedMap<String, byte[]> read() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try {
            for (Resource file : resources("classpath:" + FOLDER + "**")) {
                String address = file.getURL().toString();
                if (!address.endsWith("/")) {
                    files.put(
                            address.substring(address.lastIndexOf(FOLDER) + FOLDER.length()),
                            file.getContentAsByteArray());
                }
            }
            for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
                for (Resource file : resources(library.getValue())) {
                    files.put(library.getKey(), file.getContentAsByteArray());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static Resource[] resources(String pattern) throws IOException {
        return new PathMatchingResourcePatternResolver().getResources(pattern);
    }
}
