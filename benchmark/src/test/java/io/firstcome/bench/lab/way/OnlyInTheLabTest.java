package io.firstcome.bench.lab.way;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OnlyInTheLabTest {

    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

    @Test
    void noModuleUsesTheLab() throws IOException {
        List<Path> poms = poms();
        assertThat(poms).hasSizeGreaterThan(8);
        assertThat(poms)
                .allSatisfy(
                        pom -> assertThat(Files.readString(pom)).doesNotContain("<artifactId>benchmark</artifactId>"));
    }

    /** So that a service cannot be set to an unsafe way. */
    @Test
    void whatIsUnsafeIsVisibleToItsPackageOnly() {
        assertThat(Set.of(UnsafeLedger.class, CountThenDecide.class))
                .noneMatch(unsafe -> Modifier.isPublic(unsafe.getModifiers()));
    }

    private static List<Path> poms() throws IOException {
        try (Stream<Path> folders = Files.list(REPOSITORY)) {
            return folders.filter(folder -> !folder.endsWith("benchmark"))
                    .map(folder -> folder.resolve("pom.xml"))
                    .filter(Files::exists)
                    .toList();
        }
    }
}
